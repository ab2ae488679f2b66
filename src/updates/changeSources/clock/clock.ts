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
    const any = (table: string, conditions: readonly string[]) =>
      conditions.length === 0 ? [] : [`SELECT 1 FROM ${table} WHERE ${conditions.join(" OR ")}`];
    const reads = [...any("events", events), ...any("attribute_values", attributes), ...any("attribute_values", dated)];
    return reads.length > 0 && (await update.ctx.facts.rows(`${reads.join(" UNION ALL ")} LIMIT 1`, { lane: "heavy" })).length > 0;
  },

  async changedCustomers(update) {
    const crossed = await crossedAhead(update);
    const { events, attributes, dated } = conditionsOf(update, crossed !== null);
    const known = crossed && update.from !== update.asOf ? changesOf(crossed) : [];
    const statements = [
      ...(events.length > 0 ? [`SELECT DISTINCT 'event' AS kind, event AS name, customer FROM events WHERE ${events.join(" OR ")}`] : []),
      ...[attributes, dated]
        .filter((conditions) => conditions.length > 0)
        .map(
          (conditions) =>
            `SELECT DISTINCT 'attribute' AS kind, attribute AS name, customer FROM attribute_values WHERE ${conditions.join(" OR ")}`,
        ),
    ];
    return [...statements.map((sql) => `SELECT 'clock' AS cause, * FROM (${sql})`), known];
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
