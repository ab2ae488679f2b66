import { readCursor, writeCursor, type CustomerSummary } from "../contract/index.ts";
import { summariseCustomers } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { requirePermission, type Instant } from "../kernel/index.ts";
import { pageCustomers } from "../segments/index.ts";
import { z } from "zod";
import { chipsOf } from "./customerTags.ts";

export interface ListCustomers {
  readonly where?: string | undefined;
  readonly q?: string | undefined;
  /** Selects the members of that instant, from the membership history. The tags shown are the current ones. */
  readonly membersAt?: Instant | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const Place = z.object({ after: z.number().int().nonnegative() });

/** A page of customers with their tags, in a combination and a search. @throws COMBINATION_SYNTAX, COMBINATION_UNKNOWN, CURSOR_INVALID */
export async function listCustomers({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListCustomers;
}): Promise<{ items: CustomerSummary[]; next: string | null; total: number }> {
  requirePermission(ctx, "customer.read");
  const after = readCursor("customers", Place, input.cursor)?.after ?? 0;
  const where = input.where?.trim() === "" ? undefined : input.where;
  const found = await pageCustomers(ctx, { where, q: input.q, membersAt: input.membersAt, after, limit: input.limit });
  const [lines, chips] = await Promise.all([
    summariseCustomers({ ctx, input: { customers: found.customers } }),
    chipsOf(ctx, found.customers),
  ]);
  return {
    items: lines.map((line) => ({ ...line, tags: chips.get(line.customer) ?? [] })),
    next: found.next === null ? null : writeCursor("customers", { after: found.next }),
    total: found.total,
  };
}
