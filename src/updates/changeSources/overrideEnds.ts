import { literal, sql, type Sql } from "../../engine/index.ts";
import { endAssignments, nextOverrideExpiry, overridesExpired, type Expired } from "../../membership/index.ts";
import type { ChangeSource, Update } from "../changeSource.ts";

/**
 * Overrides and assignments whose end has come. After an override the rule decides again; at the end of an assignment the customer leaves
 * the tag.
 */
export const OVERRIDE_ENDS: ChangeSource = {
  apply: endAssignments,
  async isPending(update) {
    return customersSql(update, await endedIn(update)).length > 0;
  },
  async changedCustomers(update) {
    const ended = await endedIn(update);
    // The end of an override has its own cause in the history; the end of an assignment has the cause `clock`.
    const overrides = ended.filter(({ assignment }) => !assignment);
    return [
      ...customersSql(update, ended).map((statement) => sql`SELECT 'clock' AS cause, * FROM (${statement})`),
      ...customersSql(update, overrides).map((statement) => sql`SELECT 'override' AS cause, * FROM (${statement})`),
    ];
  },
  nextInstant: ({ ctx, from }) => nextOverrideExpiry(ctx, from),
};

async function endedIn({ ctx, from, asOf }: Update): Promise<readonly Expired[]> {
  return from === asOf ? [] : overridesExpired(ctx, Math.min(from, asOf), Math.max(from, asOf));
}

/** Statements `kind, name, customer`, one per tag. */
function customersSql({ tags: { plan, idOf } }: Update, ended: readonly Expired[]): Sql[] {
  return plan.tags.flatMap(({ tag }) => {
    const customers = ended.filter((override) => override.tag === idOf(tag)).map(({ customer }) => literal.integer(customer));
    return customers.length === 0
      ? []
      : [sql`SELECT 'tag' AS kind, ${literal.text(tag)} AS name, arrayJoin(CAST([${sql.join(customers)}] AS Array(UInt32))) AS customer`];
  });
}
