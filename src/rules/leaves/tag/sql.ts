import { literal, sql, type Sql } from "../../../engine/index.ts";
import { subtractDuration, type Duration } from "../../../kernel/index.ts";
import type { Comparison } from "../../language/ast.ts";
import { joined } from "../../sql/formula.ts";
import type { Pass, PlannedLeaf, Source } from "../../plan/types.ts";
import { numberOfTag, type SqlScope } from "../../sql/moment.ts";

type HistorySource = Extract<Source, { kind: "membershipHistory" }>;

/**
 * One row per evaluation in which the tag moved: the instant, customers who entered and had none of the values before (`net`), and
 * customers who entered or left (`turned`). A change from one value to another is neither.
 */
function movesSql(source: HistorySource, scope: SqlScope): Sql {
  const values = source.values === null ? sql.empty : sql` AND value IN (${sql.join(source.values.map(literal.text))})`;
  return sql`
    SELECT moment, evaluation, bitmapAndnot(come, gone) AS net, bitmapXor(come, gone) AS turned
    FROM (
      SELECT at AS moment, evaluation, groupBitmapMergeState(entered) AS come, groupBitmapMergeState(left) AS gone
      FROM membership_changes
      WHERE tag = ${literal.integer(numberOfTag(source.tag, scope))}${values}
        AND at <= ${literal.instant(scope.asOf)}
      GROUP BY moment, evaluation
    )
  `;
}

/**
 * Answers leaves of a `membershipHistory` source from bitmaps alone: customers who have the tag by the history (an odd number of moves), without or
 * only those who entered after an instant.
 */
export function historyLeavesSql(pass: Pass, scope: SqlScope, among: Sql | null): Sql {
  const source = pass.source as HistorySource;
  const inside = sql`groupBitmapXorState(turned)`;
  const columns = new Map([[inside.text, { state: inside, name: sql`inside` }]]);
  const column = (state: Sql): Sql => {
    if (!columns.has(state.text)) columns.set(state.text, { state, name: sql.id(`b${columns.size}`) });
    return columns.get(state.text)!.name;
  };
  const came = (sign: Sql, duration: Duration) =>
    column(sql`groupBitmapMergeStateIf(net, moment ${sign} ${literal.instant(subtractDuration(scope.asOf, duration, scope.timezone))})`);
  const bitmaps = pass.leaves.map(
    (leaf) => sql`${among === null ? heldSql(leaf, came) : sql`bitmapAnd(${heldSql(leaf, came)}, ${among})`} AS ${sql.id(leaf.id)}`,
  );
  const numbers = pass.leaves.map(({ id }) => sql`toUInt32(${literal.integer(Number(id.slice(1)))})`);
  const states = [...columns.values()].map(({ state, name }) => sql`${state} AS ${name}`);
  return sql`
    SELECT leaf, customers
    FROM (
      SELECT ${sql.join(bitmaps)}
      FROM (SELECT ${sql.join(states)} FROM (${movesSql(source, scope)}))
    )
    ARRAY JOIN [${sql.join(numbers)}] AS leaf, [${sql.join(pass.leaves.map(({ id }) => sql.id(id)))}] AS customers
  `;
}

/** Entered at e: e > asOf − D means entered after asOf − D. For a customer inside, the last entry is e. */
function heldSql({ predicate }: PlannedLeaf, came: (sign: Sql, duration: Duration) => Sql): Sql {
  if (predicate.kind !== "elapsed") return sql`inside`;
  return comparedHeldSql(predicate.is, came);
}

function comparedHeldSql(is: Comparison<Duration>, came: (sign: Sql, duration: Duration) => Sql): Sql {
  const from = (duration: Duration) => sql`bitmapAnd(inside, ${came(sql`>=`, duration)})`;
  const after = (duration: Duration) => sql`bitmapAnd(inside, ${came(sql`>`, duration)})`;
  const without = (bitmap: Sql) => sql`bitmapAndnot(inside, ${bitmap})`;
  if (is.op === "all")
    return joined(
      "bitmapAnd",
      is.of.map((part) => comparedHeldSql(part, came)),
    );
  if (is.op === "notBetween") return without(comparedHeldSql({ ...is, op: "between" }, came));
  if (is.op === "between") return sql`bitmapAndnot(${from(is.high)}, ${after(is.low)})`;
  switch (is.op) {
    case "gte":
      return without(after(is.value));
    case "gt":
      return without(from(is.value));
    case "lte":
      return from(is.value);
    case "lt":
      return after(is.value);
    case "eq":
      return sql`bitmapAndnot(${from(is.value)}, ${after(is.value)})`;
    case "neq":
      return without(sql`bitmapAndnot(${from(is.value)}, ${after(is.value)})`);
  }
}

/** The same for few customers, as columns: `customer, m1` with the instant of entry, of customers who have the tag. `among` is a bitmap. */
export function historyColumnsSql(pass: Pass, scope: SqlScope, among: Sql | null): Sql {
  const of = (bitmap: Sql) => sql`arrayJoin(bitmapToArray(${among === null ? bitmap : sql`bitmapAnd(${bitmap}, ${among})`})) AS customer`;
  const columns = pass.measures.map(({ id }) => sql`max(moment) AS ${sql.id(id)}`);
  const moves = movesSql(pass.source as HistorySource, scope);
  return sql`
    SELECT customer, ${sql.join(columns)}
    FROM (SELECT moment, ${of(sql`net`)} FROM (${moves}))
    WHERE customer IN (
      SELECT ${of(sql`inside`)}
      FROM (SELECT groupBitmapXorState(turned) AS inside FROM (${moves}))
    )
    GROUP BY customer
  `;
}
