import { literal } from "../../engine/index.ts";
import { endAssignments, nextOverrideExpiry, overridesExpired, type Expired } from "../../membership/index.ts";
import type { ChangeSource, Update } from "../changeSource.ts";

/** Overrides and assignments with an end that has come. After an override the rule decides again; an assigned tag leaves by itself. */
export const OVERRIDE_ENDS: ChangeSource = {
  apply: endAssignments,
  async isPending(update) {
    return customersSql(update, await endedIn(update)).length > 0;
  },
  async changedCustomers(update) {
    const ended = await endedIn(update);
    // The end of an override is a cause of its own; an assignment that ends does so by the clock.
    const overrides = ended.filter(({ assignment }) => !assignment);
    return [
      ...customersSql(update, ended).map((sql) => `SELECT 'clock' AS cause, * FROM (${sql})`),
      ...customersSql(update, overrides).map((sql) => `SELECT 'override' AS cause, * FROM (${sql})`),
    ];
  },
  nextInstant: ({ ctx, from }) => nextOverrideExpiry(ctx, from),
};

async function endedIn({ ctx, from, asOf }: Update): Promise<readonly Expired[]> {
  return from === asOf ? [] : overridesExpired(ctx, Math.min(from, asOf), Math.max(from, asOf));
}

/** Statements `kind, name, customer`, one a tag. */
function customersSql({ tags: { plan, idOf } }: Update, ended: readonly Expired[]): string[] {
  return plan.tags.flatMap(({ tag }) => {
    const customers = ended.filter((override) => override.tag === idOf(tag)).map(({ customer }) => literal.integer(customer));
    return customers.length === 0
      ? []
      : [`SELECT 'tag' AS kind, ${literal.text(tag)} AS name, arrayJoin(CAST([${customers.join(", ")}] AS Array(UInt32))) AS customer`];
  });
}
