import { sql } from "kysely";
import { cacheKind, type Ctx } from "../engine/index.ts";

const DAY_MILLISECONDS = 86_400_000;
/** What the audit of reads keeps unless the configuration says otherwise. */
export const READS_DAYS = 365;

/** When this process last took out what is too old. */
const SWEPT = cacheKind<number>("access.readsSwept", "process");

/**
 * Writes down that somebody was shown personal data or looked somebody up: one row a request, beside the audit of changes, which listeners
 * read again and again. `details` hold numbers of customers and names of fields, never values.
 */
export async function auditRead(
  ctx: Ctx,
  action: "customer.read" | "customer.lookup" | "customer.lookupRefused",
  details: object,
): Promise<void> {
  const now = ctx.clock();
  await ctx.records
    .insertInto("reads")
    .values({
      at: new Date(now),
      actor_kind: ctx.actor.kind,
      actor: ctx.actor.id,
      actor_name: ctx.actor.name,
      action,
      details: JSON.stringify(details),
      request: ctx.requestId,
    })
    .execute();
  await forgetOld(ctx, now);
}

/** Once a day of this process. */
async function forgetOld({ records, caches, readsDays = READS_DAYS }: Ctx, now: number): Promise<void> {
  if (now - (caches.get(SWEPT) ?? 0) < DAY_MILLISECONDS) return;
  caches.set(SWEPT, now);
  await records
    .deleteFrom("reads")
    .where("at", "<", new Date(now - readsDays * DAY_MILLISECONDS))
    .execute();
}

/** Customers of one row of the audit; of more only their number is kept. */
const MOST_CUSTOMERS = 1_000;

/** The row of a request that showed personal data as it is; none where everything was ordinary or masked. */
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

/** A condition over `details`: the row speaks of this customer. */
export function aboutCustomer(customer: number) {
  return sql<boolean>`details @> ${JSON.stringify({ customers: [customer] })}::jsonb`;
}
