import { sql, type Sql } from "../../../engine/index.ts";
import type { ChangeSource, Update } from "../../changeSource.ts";
import type { CustomerChange } from "../../fewCustomers/changes.ts";
import { crossingConditions, type CrossingConditions } from "./crossings.ts";
import { crossedAhead, noteEvaluations, type Crossed } from "./lookAhead.ts";
import { nextBoundaryCrossed } from "./nextBoundary.ts";
import { propertyColumns } from "./propertyColumns.ts";

/**
 * The passing of time. It changes an answer only when something crosses a boundary: an event leaves its window, a value has its
 * anniversary, a future date becomes the present. So customers are found by reading ranges of time.
 */
export const CLOCK: ChangeSource = {
  async isPending(update) {
    const { events, attributes, dated } = conditionsOf(update);
    const any = (table: string, conditions: readonly Sql[]) =>
      conditions.length === 0 ? [] : [sql`SELECT 1 FROM ${sql.id(table)} WHERE ${sql.or(conditions)} LIMIT 1`];
    const reads = [...any("events", events), ...any("attribute_values", attributes), ...any("attribute_values", dated)];
    if (reads.length === 0) return false;
    const first = sql`
      SELECT 1
      FROM (${sql.join(reads, "\nUNION ALL\n")})
      LIMIT 1
    `;
    return (await update.ctx.facts.rows(first, { lane: "heavy" })).length > 0;
  },

  async changedCustomers(update) {
    const crossed = await crossedAhead(update);
    const { events, attributes, dated } = conditionsOf(update, crossed !== null);
    const known = crossed && update.from !== update.asOf ? changesOf(crossed) : [];
    const ofEvents = sql`
      SELECT DISTINCT 'clock' AS cause, 'event' AS kind, event AS name, customer
      FROM events
      WHERE ${sql.or(events)}
    `;
    const ofAttributes = [attributes, dated]
      .filter((conditions) => conditions.length > 0)
      .map(
        (conditions) => sql`
          SELECT DISTINCT 'clock' AS cause, 'attribute' AS kind, attribute AS name, customer
          FROM attribute_values
          WHERE ${sql.or(conditions)}
        `,
      );
    return [...(events.length > 0 ? [ofEvents] : []), ...ofAttributes, known];
  },

  // When no customers were searched for, the rows of the batches are missing in the look-ahead.
  async committed({ ctx }, { concerned, evaluations }) {
    if (concerned !== null) await noteEvaluations(ctx, evaluations);
  },

  nextInstant: nextBoundaryCrossed,
};

const NONE: CrossingConditions = { events: [], attributes: [], dated: [] };

function conditionsOf({ ctx, tags, from, asOf }: Update, withoutLookedAhead = false): CrossingConditions {
  if (from === asOf) return NONE;
  const { timezone } = ctx.workspace;
  return crossingConditions({ plan: tags.plan, columnOf: propertyColumns(tags.catalogue), from, to: asOf, timezone, withoutLookedAhead });
}

function changesOf(crossed: Crossed): CustomerChange[] {
  return [...crossed].flatMap(([kind, names]) =>
    [...names].flatMap(([name, customers]) => Array.from(customers, (customer) => ({ cause: "clock", kind, name, customer }))),
  );
}
