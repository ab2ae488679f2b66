import { factsInstant, fenceSql, literal, type Ctx, sql, type Sql } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import type { CauseName } from "./causes.ts";
import { partSql } from "./partSql.ts";

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

/** The values of one row: of the history, of members, of metrics. */
const HISTORY_TUPLE = sql`Tuple(tag UInt32, value String, cause String, version UInt32, entered Array(UInt32), left Array(UInt32))`;
const MEMBERS_TUPLE = sql`Tuple(tag UInt32, value String, entered Array(UInt32), left Array(UInt32))`;
const METRIC_TUPLE = sql`Tuple(tag UInt32, customer UInt32, number Nullable(Decimal(38, 6)), time Nullable(DateTime64(3, 'UTC')))`;

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
    const version = literal.integer(versions.get(tag) ?? 0);
    return sql`(${literal.integer(tag)}, ${literal.text(value)}, ${literal.text(cause)}, ${version}, ${numbers(group, true)}, ${numbers(group, false)})`;
  });
  await ctx.facts.run(
    sql`
      ${mark}
      INSERT INTO membership_changes (tag, value, evaluation, at, recorded, cause, version, actor, entered, left)
      SELECT
        moved.tag,
        moved.value,
        ${number},
        ${literal.instant(at)},
        ${literal.instant(ctx.clock())},
        moved.cause,
        moved.version,
        ${literal.text(actor)},
        bitmapBuild(moved.entered),
        bitmapBuild(moved.left)
      FROM (SELECT arrayJoin(CAST([${sql.join(history)}] AS Array(${HISTORY_TUPLE}))) AS moved)
      WHERE ${passed}
    `,
    { lane: "heavy" },
  );
  const changed = Map.groupBy(moves, ({ tag, value }) => JSON.stringify([tag, value]));
  const pairs = Array.from(changed.values(), ([first]) => sql`(${literal.integer(first!.tag)}, ${literal.text(first!.value)})`);
  const sets = Array.from(changed.values(), (group) => {
    const { tag, value } = group[0]!;
    return sql`(${literal.integer(tag)}, ${literal.text(value)}, ${numbers(group, true)}, ${numbers(group, false)})`;
  });
  await ctx.facts.run(
    sql`
      ${mark}
      INSERT INTO members (tag, value, evaluation, customers)
      SELECT tag, value, ${number}, bitmapOr(bitmapAndnot(${partSql("stored")}, ${partSql("leaving")}), ${partSql("entering")})
      FROM (
        SELECT tag, value, 'stored' AS part, customers AS bitmap
        FROM members FINAL
        WHERE (tag, value) IN (${sql.join(pairs)})
        UNION ALL
        SELECT moved.tag AS tag, moved.value AS value, part, bitmapBuild(customers) AS bitmap
        FROM (SELECT arrayJoin(CAST([${sql.join(sets)}] AS Array(${MEMBERS_TUPLE}))) AS moved)
        ARRAY JOIN ['entering', 'leaving'] AS part, [moved.entered, moved.left] AS customers
      )
      WHERE ${passed}
      GROUP BY tag, value
    `,
    { lane: "heavy" },
  );
}

function numbers(moves: readonly Move[], isEntering: boolean): Sql {
  const some = moves.filter((move) => move.isEntering === isEntering);
  return sql`[${sql.join(some.map(({ customer }) => literal.integer(customer)))}]`;
}

function textOrNull(text: string | null): Sql {
  return text === null ? sql`NULL` : literal.text(text);
}

/** Writes metrics of single customers. */
export async function writeMetricChanges(ctx: Ctx, changes: readonly MetricChange[], evaluation: number): Promise<void> {
  if (changes.length === 0) return;
  const { mark, passed } = fenceSql(ctx.lease);
  const rows = changes.map(
    ({ tag, customer, number, time }) =>
      sql`(${literal.integer(tag)}, ${literal.integer(customer)}, ${textOrNull(number)}, ${textOrNull(time === null ? null : factsInstant(time))})`,
  );
  await ctx.facts.run(
    sql`
      ${mark}
      INSERT INTO metrics (tag, customer, evaluation, number, time)
      SELECT changed.tag, changed.customer, ${literal.integer(evaluation)}, changed.number, changed.time
      FROM (SELECT arrayJoin(CAST([${sql.join(rows)}] AS Array(${METRIC_TUPLE}))) AS changed)
      WHERE ${passed}
    `,
    { lane: "heavy" },
  );
}
