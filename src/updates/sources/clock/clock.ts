import { literal } from "../../../engine/index.ts";
import type { ChangeSource, Update } from "../../changeSource.ts";
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
    const statements = [
      ...(crossed && update.from !== update.asOf ? customersSql(crossed) : []),
      ...(events.length > 0 ? [`SELECT DISTINCT 'event' AS kind, event AS name, customer FROM events WHERE ${events.join(" OR ")}`] : []),
      ...[attributes, dated]
        .filter((conditions) => conditions.length > 0)
        .map(
          (conditions) =>
            `SELECT DISTINCT 'attribute' AS kind, attribute AS name, customer FROM attribute_values WHERE ${conditions.join(" OR ")}`,
        ),
    ];
    return statements.map((sql) => `SELECT 'clock' AS cause, * FROM (${sql})`);
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

/** Statements `kind, name, customer`, one per kind and name. */
function customersSql(crossed: Crossed): string[] {
  return [...crossed].flatMap(([kind, names]) =>
    [...names].map(
      ([name, customers]) =>
        `SELECT ${literal.text(kind)} AS kind, ${literal.text(name)} AS name, arrayJoin(CAST([${Array.from(customers, literal.integer).join(", ")}] AS Array(UInt32))) AS customer`,
    ),
  );
}
