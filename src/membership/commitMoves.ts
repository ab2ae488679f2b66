import { factsInstant, fenceSql, textLiteral as literal, type Ctx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import type { CauseName } from "./causes.ts";

/** One customer that enters or leaves one value of a tag; `""` is the value of a rule tag. */
export interface Move {
  readonly tag: number;
  readonly value: string;
  readonly customer: number;
  readonly isEntering: boolean;
  readonly cause: CauseName;
}

/** A metric of one customer. Both null: the customer no longer has a value. */
export interface MetricChange {
  readonly tag: number;
  readonly customer: number;
  readonly number: string | null;
  readonly time: Instant | null;
}

/** The evaluation that found the moves. */
export interface MovesOf {
  readonly evaluation: number;
  readonly at: Instant;
  readonly actor: string;
  /** The version of each tag. */
  readonly versions: ReadonlyMap<number, number>;
}

/**
 * Writes single moves. An entry is of a customer who is outside, an exit of one who is inside. The history is written first, then the
 * members, so that recoverMembers finishes what a crash leaves in between. Two statements; the members of the tags are written completely.
 */
export async function commitMoves(ctx: Ctx, moves: readonly Move[], { evaluation, at, actor, versions }: MovesOf): Promise<void> {
  if (moves.length === 0) return;
  const number = literal.integer(evaluation);
  const { mark, passed } = fenceSql(ctx.lease);
  const rows = Map.groupBy(moves, ({ tag, value, cause }) => JSON.stringify([tag, value, cause]));
  const history = Array.from(rows.values(), (group) => {
    const { tag, value, cause } = group[0]!;
    return `(${literal.integer(tag)}, ${literal.text(value)}, ${literal.text(cause)}, ${literal.integer(versions.get(tag) ?? 0)}, ${numbers(group, true)}, ${numbers(group, false)})`;
  });
  await ctx.facts.run(
    `${mark} INSERT INTO membership_changes (tag, value, evaluation, at, recorded, cause, version, actor, entered, left)
     SELECT row.1, row.2, ${number}, ${literal.instant(at)}, ${literal.instant(ctx.clock())}, row.3, row.4, ${literal.text(actor)}, bitmapBuild(row.5), bitmapBuild(row.6)
     FROM (SELECT arrayJoin(CAST([${history.join(", ")}] AS Array(Tuple(UInt32, String, String, UInt32, Array(UInt32), Array(UInt32))))) AS row)
     WHERE ${passed}`,
    { lane: "heavy" },
  );
  const changed = Map.groupBy(moves, ({ tag, value }) => JSON.stringify([tag, value]));
  const pairs = Array.from(changed.values(), ([first]) => `(${literal.integer(first!.tag)}, ${literal.text(first!.value)})`);
  const sets = Array.from(changed.values(), (group) => {
    const { tag, value } = group[0]!;
    return `(${literal.integer(tag)}, ${literal.text(value)}, ${numbers(group, true)}, ${numbers(group, false)})`;
  });
  const part = (which: number) => `groupBitmapMergeStateIf(bitmaps, part = ${which})`;
  await ctx.facts.run(
    `${mark} INSERT INTO members (tag, value, evaluation, customers)
     SELECT tag, value, ${number}, bitmapOr(bitmapAndnot(${part(0)}, ${part(2)}), ${part(1)}) FROM (
       SELECT tag, value, 0 AS part, customers AS bitmaps FROM members FINAL WHERE (tag, value) IN (${pairs.join(", ")})
       UNION ALL SELECT row.1 AS tag, row.2 AS value, move.1 AS part, bitmapBuild(move.2) AS bitmaps FROM (
         SELECT arrayJoin(CAST([${sets.join(", ")}] AS Array(Tuple(UInt32, String, Array(UInt32), Array(UInt32))))) AS row)
         ARRAY JOIN [(1, row.3), (2, row.4)] AS move)
     WHERE ${passed} GROUP BY tag, value`,
    { lane: "heavy" },
  );
}

function numbers(moves: readonly Move[], isEntering: boolean): string {
  return `[${moves
    .filter((move) => move.isEntering === isEntering)
    .map(({ customer }) => literal.integer(customer))
    .join(", ")}]`;
}

/** Writes metrics of single customers. */
export async function writeMetricChanges(ctx: Ctx, changes: readonly MetricChange[], evaluation: number): Promise<void> {
  if (changes.length === 0) return;
  const { mark, passed } = fenceSql(ctx.lease);
  const rows = changes.map(
    ({ tag, customer, number, time }) =>
      `(${literal.integer(tag)}, ${literal.integer(customer)}, ${number === null ? "NULL" : literal.text(number)}, ${time === null ? "NULL" : literal.text(factsInstant(time))})`,
  );
  const type = "Array(Tuple(UInt32, UInt32, Nullable(Decimal(38, 6)), Nullable(DateTime64(3, 'UTC'))))";
  await ctx.facts.run(
    `${mark} INSERT INTO metrics (tag, customer, evaluation, number, time)
     SELECT row.1, row.2, ${literal.integer(evaluation)}, row.3, row.4 FROM (SELECT arrayJoin(CAST([${rows.join(", ")}] AS ${type})) AS row) WHERE ${passed}`,
    { lane: "heavy" },
  );
}
