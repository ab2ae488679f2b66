import { sql as recordsSql } from "kysely";
import type { Ctx } from "../../engine/index.ts";

const DAY_MILLISECONDS = 86_400_000;
/** Default retention of the audit of reads. */
export const READS_DAYS = 365;

/**
 * Records that an actor saw personal data or looked somebody up: one row for each request, apart from the audit of changes, which listeners
 * poll. `details` contain customer numbers and field names, never values.
 */
export async function auditRead(
  ctx: Ctx,
  action: "customer.read" | "customer.lookup" | "customer.lookupRefused",
  details: object,
): Promise<void> {
  await ctx.records
    .insertInto("reads")
    .values({
      at: new Date(ctx.clock()),
      actor_kind: ctx.actor.kind,
      actor: ctx.actor.id,
      actor_name: ctx.actor.name,
      action,
      details: JSON.stringify(details),
      request: ctx.requestId,
      address: ctx.address ?? "",
    })
    .execute();
}

/** Deletes what is older than the audit keeps it. */
export async function forgetReads({ records, clock, readsDays = READS_DAYS }: Ctx): Promise<void> {
  await records
    .deleteFrom("reads")
    .where("at", "<", new Date(clock() - readsDays * DAY_MILLISECONDS))
    .execute();
}

/** Most customers listed in one row. For more, only their count is stored. */
const MOST_CUSTOMERS = 1_000;

/** The row for a request that showed personal data unmasked. Undefined if all was masked or not personal. */
export async function auditShown(ctx: Ctx, operation: string): Promise<void> {
  const { customers, shown } = ctx.reads ?? {};
  if (!customers || !shown || shown.size === 0) return;
  await auditRead(ctx, "customer.read", {
    operation,
    customers: [...customers].slice(0, MOST_CUSTOMERS),
    count: customers.size,
    shown: [...shown].toSorted(),
  });
}

/** SQL condition over `details`: the row names this customer. */
export function aboutCustomer(customer: number) {
  return recordsSql<boolean>`details @> ${JSON.stringify({ customers: [customer] })}::jsonb`;
}
