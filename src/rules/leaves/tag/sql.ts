import { textLiteral as literal } from "../../../engine/index.ts";
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
function movesSql(source: HistorySource, scope: SqlScope): string {
  const values = source.values === null ? "" : ` AND value IN (${source.values.map(literal.text).join(", ")})`;
  return `SELECT moment, evaluation, bitmapAndnot(come, gone) AS net, bitmapXor(come, gone) AS turned FROM (
    SELECT at AS moment, evaluation, groupBitmapMergeState(entered) AS come, groupBitmapMergeState(left) AS gone FROM membership_changes
    WHERE tag = ${literal.integer(numberOfTag(source.tag, scope))}${values} AND at <= ${literal.instant(scope.asOf)} GROUP BY moment, evaluation)`;
}

/**
 * Answers leaves of a `membershipHistory` source from bitmaps alone: customers who have the tag by the history (an odd number of moves), without or
 * only those who entered after an instant.
 */
export function historyLeavesSql(pass: Pass, scope: SqlScope, among: string | null): string {
  const source = pass.source as HistorySource;
  const columns = new Map<string, string>([["groupBitmapXorState(turned)", "inside"]]);
  const column = (sql: string): string => {
    if (!columns.has(sql)) columns.set(sql, `b${columns.size}`);
    return columns.get(sql)!;
  };
  const came = (sign: ">" | ">=", duration: Duration) =>
    column(`groupBitmapMergeStateIf(net, moment ${sign} ${literal.instant(subtractDuration(scope.asOf, duration, scope.timezone))})`);
  const bitmaps = pass.leaves.map(
    (leaf) => `${among === null ? heldSql(leaf, came) : `bitmapAnd(${heldSql(leaf, came)}, ${among})`} AS ${leaf.id}`,
  );
  const pairs = pass.leaves.map(({ id }) => `(toUInt32(${id.slice(1)}), ${id})`);
  const states = [...columns].map(([sql, name]) => `${sql} AS ${name}`);
  return `SELECT pair.1 AS leaf, pair.2 AS customers FROM (SELECT arrayJoin([${pairs.join(", ")}]) AS pair FROM (SELECT ${bitmaps.join(", ")} FROM (SELECT ${states.join(", ")} FROM (${movesSql(source, scope)}))))`;
}

/** Entered at e: e > asOf − D means entered after asOf − D. For a customer inside, the last entry is e. */
function heldSql({ predicate }: PlannedLeaf, came: (sign: ">" | ">=", duration: Duration) => string): string {
  if (predicate.kind !== "elapsed") return "inside";
  return comparedHeldSql(predicate.is, came);
}

function comparedHeldSql(is: Comparison<Duration>, came: (sign: ">" | ">=", duration: Duration) => string): string {
  const from = (duration: Duration) => `bitmapAnd(inside, ${came(">=", duration)})`;
  const after = (duration: Duration) => `bitmapAnd(inside, ${came(">", duration)})`;
  const without = (bitmap: string) => `bitmapAndnot(inside, ${bitmap})`;
  if (is.op === "all")
    return joined(
      "bitmapAnd",
      is.of.map((part) => comparedHeldSql(part, came)),
    );
  if (is.op === "notBetween") return without(comparedHeldSql({ ...is, op: "between" }, came));
  if (is.op === "between") return `bitmapAndnot(${from(is.high)}, ${after(is.low)})`;
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
      return `bitmapAndnot(${from(is.value)}, ${after(is.value)})`;
    case "neq":
      return without(`bitmapAndnot(${from(is.value)}, ${after(is.value)})`);
  }
}

/** The same for few customers, as columns: `customer, m1` with the instant of entry, of customers who have the tag. `among` is a bitmap. */
export function historyColumnsSql(pass: Pass, scope: SqlScope, among: string | null): string {
  const of = (bitmap: string) => `arrayJoin(bitmapToArray(${among === null ? bitmap : `bitmapAnd(${bitmap}, ${among})`})) AS customer`;
  const columns = pass.measures.map(({ id }) => `max(moment) AS ${id}`);
  const moves = movesSql(pass.source as HistorySource, scope);
  return `SELECT customer, ${columns.join(", ")} FROM (SELECT moment, ${of("net")} FROM (${moves})) WHERE customer IN (SELECT ${of("inside")} FROM (SELECT groupBitmapXorState(turned) AS inside FROM (${moves}))) GROUP BY customer`;
}
