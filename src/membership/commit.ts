import { type Ctx, fenceSql, literal, raiseVersion, stageName, sql, type Sql } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { splitSql, type CauseName, type OtherCauses } from "./causes.ts";
import { partSql } from "./partSql.ts";
import { stageOverrides, type Overridable, type StagedOverrides } from "./overrides/stageOverrides.ts";

/** Why members changed, as the history stores it. */
export interface Cause {
  readonly evaluation: number;
  readonly at: Instant;
  readonly cause: CauseName;
  readonly actor: string;
  /** Other causes: of all moves of a tag, by its number, and of some customers of the tags. */
  readonly others?: { readonly tags: ReadonlyMap<number, CauseName>; readonly customers: OtherCauses | null } | undefined;
}

/** Bitmaps `tag, value, customers` that a run computed: a table or an SQL set, for everybody or for a population, which is an SQL set. */
export interface Found {
  readonly table: Sql;
  readonly population?: Sql | undefined;
  readonly overrides?: StagedOverrides;
}

/** What a run would change, or has changed: one entry per tag and value. */
export interface Delta {
  readonly tag: number;
  readonly value: string;
  readonly now: number;
  readonly after: number;
  readonly enter: number;
  readonly leave: number;
}

/**
 * Compares the stored members with those that a run computed: `tag, value, was, found`, with overrides applied to `found`. A value that no
 * longer exists has an empty `found`. After a run over a population, all other customers keep what they have.
 */
function comparisonSql({ table, population, overrides }: Found, tags: readonly number[]): Sql {
  const among = sql`tag IN (${sql.join(tags.map(literal.integer))})`;
  const overrideRows = overrides?.rows(tags) ?? null;
  const answered =
    population === undefined ? sql`seen` : sql`bitmapOr(bitmapAndnot(was, (SELECT groupBitmapState(customer) FROM ${population})), seen)`;
  const rowsOfOverrides =
    overrideRows &&
    sql`
      UNION ALL
      SELECT tag, value, if(inside, 'put_inside', 'put_outside') AS part, customers AS bitmap
      FROM (${overrideRows})
    `;
  return sql`
    SELECT
      tag,
      value,
      ${partSql("stored")} AS was,
      ${partSql("computed")} AS seen,
      ${overrideRows === null ? answered : sql`bitmapOr(bitmapAndnot(${answered}, ${partSql("put_outside")}), ${partSql("put_inside")})`} AS found
    FROM (
      SELECT tag, value, 'computed' AS part, customers AS bitmap
      FROM ${table}
      WHERE ${among}
      UNION ALL
      SELECT tag, value, 'stored' AS part, customers AS bitmap
      FROM members FINAL
      WHERE ${among}
      ${rowsOfOverrides ?? sql.empty}
    )
    GROUP BY tag, value
  `;
}

/** Counts what a run would change. `tags` are numbers of the fact store. */
export async function countDelta(ctx: Ctx, found: Found, tags: readonly number[]): Promise<Delta[]> {
  return tags.length === 0 ? [] : countComparison(ctx, sql`(${comparisonSql(found, tags)})`);
}

async function countComparison(ctx: Ctx, comparison: Sql): Promise<Delta[]> {
  const rows = await ctx.facts.rows<{ tag: number; value: string; now: string; after: string; enter: string; leave: string }>(
    sql`
      SELECT
        tag,
        value,
        bitmapCardinality(was) AS now,
        bitmapCardinality(found) AS after,
        bitmapAndnotCardinality(found, was) AS enter,
        bitmapAndnotCardinality(was, found) AS leave
      FROM ${comparison}
      ORDER BY tag, value
    `,
    { lane: "heavy" },
  );
  return rows.map(({ tag, value, ...counts }) => ({
    tag,
    value,
    now: Number(counts.now),
    after: Number(counts.after),
    enter: Number(counts.enter),
    leave: Number(counts.leave),
  }));
}

/**
 * Makes a run's bitmaps the members, with overrides applied. The difference goes to the history first, then to the members: recoverMembers
 * finishes what a crash leaves in between. Tags whose members did not change are not written.
 */
export async function commitMembers(
  ctx: Ctx,
  table: Sql,
  tags: readonly (Overridable & { readonly version: number })[],
  cause: Cause,
  population?: Sql,
): Promise<Delta[]> {
  // Bitmaps of an import come without overrides, so they are applied here for every caller. Applying them again to bitmaps of a run changes
  // nothing.
  const overrides = await stageOverrides(ctx, tags, ctx.clock());
  try {
    return await commitFound(ctx, { table, population, overrides }, tags, cause);
  } finally {
    await overrides.drop();
  }
}

async function commitFound(
  ctx: Ctx,
  found: Found,
  tags: readonly { readonly id: number; readonly version: number }[],
  cause: Cause,
): Promise<Delta[]> {
  if (tags.length === 0) return [];
  const heavy = { lane: "heavy" } as const;
  const bitmap = sql`AggregateFunction(groupBitmap, UInt32)`;
  // The comparison is computed once; counting, history and members all read it.
  const comparison = stageName("comparison");
  const numbers = tags.map((tag) => tag.id);
  await ctx.facts.run(sql`CREATE TABLE ${sql.id(comparison)} (tag UInt32, value String, was ${bitmap}, found ${bitmap}) ENGINE = Memory`);
  try {
    await ctx.facts.run(
      sql`
      INSERT INTO ${sql.id(comparison)}
      SELECT tag, value, was, found
      FROM (${comparisonSql(found, numbers)})
    `,
      heavy,
    );
    const delta = await countComparison(ctx, sql.id(comparison));
    const changed = [...new Set(delta.filter((entry) => entry.enter > 0 || entry.leave > 0).map((entry) => entry.tag))];
    if (changed.length === 0) return delta;
    const among = sql`tag IN (${sql.join(changed.map(literal.integer))})`;
    const versions = transformSql(
      tags.map((tag) => [tag.id, literal.integer(tag.version)]),
      sql`0`,
    );
    const { tags: tagCauses = new Map<number, CauseName>(), customers = null } = cause.others ?? {};
    const other = transformSql(
      [...tagCauses].map(([id, name]) => [id, literal.text(name)]),
      literal.text(cause.cause),
    );
    const { join, movesByCause } = splitSql(customers, other);
    const { mark, passed } = fenceSql(ctx.lease);
    // One statement writes the whole history of the commit, so that a crash leaves all of it or nothing.
    await ctx.facts.run(
      sql`
        ${mark}
        INSERT INTO membership_changes (tag, value, evaluation, at, recorded, cause, version, actor, entered, left)
        SELECT
          tag,
          value,
          ${literal.integer(cause.evaluation)},
          ${literal.instant(cause.at)},
          ${literal.instant(ctx.clock())},
          moved.cause,
          ${versions},
          ${literal.text(cause.actor)},
          moved.entered AS entered,
          moved.left AS left
        FROM (
          SELECT tag, value, arrayJoin(${movesByCause}) AS moved
          FROM (
            SELECT tag, value, bitmapAndnot(found, was) AS come, bitmapAndnot(was, found) AS gone
            FROM ${sql.id(comparison)}
            WHERE ${among}
          ) AS moves
          ${join}
        )
        WHERE ${passed} AND (bitmapHasAny(entered, entered) OR bitmapHasAny(left, left))
      `,
      heavy,
    );
    await ctx.facts.run(
      sql`
        ${mark}
        INSERT INTO members (tag, value, evaluation, customers)
        SELECT tag, value, ${literal.integer(cause.evaluation)}, found
        FROM ${sql.id(comparison)}
        WHERE ${passed} AND ${among}
      `,
      heavy,
    );
    return delta;
  } finally {
    await ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(comparison)}`);
  }
}

/** SQL that gives each tag its own value. */
function transformSql(values: readonly (readonly [tag: number, value: Sql])[], otherwise: Sql): Sql {
  if (values.length === 0) return otherwise;
  const tags = sql.join(values.map(([tag]) => literal.integer(tag)));
  return sql`transform(tag, [${tags}], [${sql.join(values.map(([, value]) => value))}], ${otherwise})`;
}

/**
 * Finishes what a crash cut off: where the history is ahead of the members, its difference is applied. Runs when the lease is taken, before
 * anything reads members.
 */
export async function recoverMembers(ctx: Ctx): Promise<number> {
  const behind = await ctx.facts.rows<{ tag: number; value: string; evaluation: string }>(
    sql`
      SELECT l.tag AS tag, l.value AS value, max(l.evaluation) AS evaluation
      FROM membership_changes AS l
      LEFT JOIN (
        SELECT tag, value, max(evaluation) AS evaluation
        FROM members
        GROUP BY tag, value
      ) AS m ON l.tag = m.tag AND l.value = m.value
      WHERE l.evaluation > m.evaluation
      GROUP BY tag, value
      ORDER BY tag, value
    `,
  );
  const { mark, passed } = fenceSql(ctx.lease);
  for (const { tag, value, evaluation } of behind) {
    const one = sql`tag = ${literal.integer(tag)} AND value = ${literal.text(value)}`;
    await ctx.facts.run(
      sql`
        ${mark}
        INSERT INTO members (tag, value, evaluation, customers)
        SELECT
          ${literal.integer(tag)},
          ${literal.text(value)},
          ${literal.integer(BigInt(evaluation))},
          bitmapOr(bitmapAndnot(was, gone), come)
        FROM (
          SELECT
            (
              SELECT groupBitmapMergeState(customers)
              FROM members FINAL
              WHERE ${one}
            ) AS was,
            (
              SELECT groupBitmapMergeState(entered)
              FROM membership_changes
              WHERE ${one} AND evaluation = ${literal.integer(BigInt(evaluation))}
            ) AS come,
            (
              SELECT groupBitmapMergeState(left)
              FROM membership_changes
              WHERE ${one} AND evaluation = ${literal.integer(BigInt(evaluation))}
            ) AS gone
        )
        WHERE ${passed}
      `,
    );
  }
  // Also where nothing was behind: a crash may have come between a write of members and this line.
  await raiseVersion(ctx.records, "membersRewritten");
  return behind.length;
}
