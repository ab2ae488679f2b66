import { type Ctx, sql } from "../engine/index.ts";
import { formatInstant, requirePermission, type Instant, type Text } from "../kernel/index.ts";
import { EVERYBODY_SQL } from "../membership/index.ts";
import type { Rule } from "../rules/index.ts";
import { withSelection } from "./select.ts";

/** How many customers a combination of tags selects, exactly. @throws COMBINATION_SYNTAX, COMBINATION_UNKNOWN */
export async function countCustomers({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { where: string | Rule; asOf?: Instant | undefined; membersAt?: Instant | undefined };
}): Promise<{ count: number; customers: number; asOf: string; sentence: Text }> {
  requirePermission(ctx, "customer.read");
  return withSelection({ ctx, ...input }, async ({ sql: selection, sentence }) => {
    const [row] = await ctx.facts.rows<{ count: string; customers: string }>(
      sql`SELECT bitmapCardinality(selected) AS count, (${EVERYBODY_SQL}) AS customers FROM (${selection})`,
    );
    return {
      count: Number(row!.count),
      customers: Number(row!.customers),
      asOf: formatInstant(input.membersAt ?? input.asOf ?? ctx.clock()),
      sentence,
    };
  });
}
