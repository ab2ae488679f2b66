import type { Identity } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { identitiesOfSql, numbersSql } from "./claims.ts";
import { compareTrust } from "./order.ts";

/** The identities of customers, each customer's most trusted first. Unmasked: showing them is the customers room's business. */
export async function readIdentities({
  ctx,
  input: customers,
}: {
  ctx: Pick<Ctx, "facts">;
  input: readonly number[];
}): Promise<ReadonlyMap<number, readonly Identity[]>> {
  const found = new Map<number, Identity[]>();
  if (customers.length === 0) return found;
  const rows = await ctx.facts.rows<Identity & { customer: number }>(
    `${identitiesOfSql(numbersSql(customers))} ORDER BY customer, platform, external`,
  );
  for (const { customer, platform, external } of rows) {
    const list = found.get(customer);
    if (list) list.push({ platform, external });
    else found.set(customer, [{ platform, external }]);
  }
  for (const list of found.values()) list.sort(compareTrust);
  return found;
}
