import { type Ctx, fenceSql, textLiteral as literal, raiseVersion, stageName } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";
import { splitSql, type CauseName, type OtherCauses } from "./causes.ts";
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

/** Bitmaps `tag, value, customers` that a run computed, for everybody or for a population, which is an SQL set. */
export interface Found {
  readonly table: string;
  readonly population?: string | undefined;
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
function comparisonSql({ table, population, overrides }: Found, tags: readonly number[]): string {
  const among = `tag IN (${tags.map(literal.integer).join(", ")})`;
  const overrideRows = overrides?.rows(tags) ?? null;
  const part = (number: number) => `groupBitmapMergeStateIf(bitmaps, part = ${number})`;
  const all =
    population === undefined ? "seen" : `bitmapOr(bitmapAndnot(was, (SELECT groupBitmapState(customer) FROM ${population})), seen)`;
  return `SELECT tag, value, ${part(0)} AS was, ${part(1)} AS seen, ${overrideRows === null ? all : `bitmapOr(bitmapAndnot(${all}, ${part(3)}), ${part(2)})`} AS found
    FROM (SELECT tag, value, 1 AS part, customers AS bitmaps FROM ${table} WHERE ${among}
      UNION ALL SELECT tag, value, 0 AS part, customers AS bitmaps FROM members FINAL WHERE ${among}${
        overrideRows === null ? "" : ` UNION ALL SELECT tag, value, if(inside, 2, 3) AS part, customers AS bitmaps FROM (${overrideRows})`
      })
    GROUP BY tag, value`;
}

/** Counts what a run would change. `tags` are numbers of the fact store. */
export async function countDelta(ctx: Ctx, found: Found, tags: readonly number[]): Promise<Delta[]> {
  return tags.length === 0 ? [] : countComparison(ctx, `(${comparisonSql(found, tags)})`);
}

async function countComparison(ctx: Ctx, comparison: string): Promise<Delta[]> {
  const rows = await ctx.facts.rows<{ tag: number; value: string; now: string; after: string; enter: string; leave: string }>(
    `SELECT tag, value, bitmapCardinality(was) AS now, bitmapCardinality(found) AS after, bitmapAndnotCardinality(found, was) AS enter, bitmapAndnotCardinality(was, found) AS leave
     FROM ${comparison} ORDER BY tag, value`,
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
  table: string,
  tags: readonly (Overridable & { readonly version: number })[],
  cause: Cause,
  population?: string,
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
  const bitmap = "AggregateFunction(groupBitmap, UInt32)";
  // The comparison is computed once; counting, history and members all read it.
  const comparison = stageName("comparison");
  const numbers = tags.map((tag) => tag.id);
  await ctx.facts.run(`CREATE TABLE ${comparison} (tag UInt32, value String, was ${bitmap}, found ${bitmap}) ENGINE = Memory`);
  try {
    await ctx.facts.run(`INSERT INTO ${comparison} SELECT tag, value, was, found FROM (${comparisonSql(found, numbers)})`, heavy);
    const delta = await countComparison(ctx, comparison);
    const changed = [...new Set(delta.filter((entry) => entry.enter > 0 || entry.leave > 0).map((entry) => entry.tag))];
    if (changed.length === 0) return delta;
    const among = `tag IN (${changed.map(literal.integer).join(", ")})`;
    const versions = transformSql(
      tags.map((tag) => [tag.id, literal.integer(tag.version)]),
      "0",
    );
    const { tags: tagCauses = new Map<number, CauseName>(), customers = null } = cause.others ?? {};
    const other = transformSql(
      [...tagCauses].map(([id, name]) => [id, literal.text(name)]),
      literal.text(cause.cause),
    );
    const { join, parts } = splitSql(customers, other);
    const { mark, passed } = fenceSql(ctx.lease);
    // One statement writes the whole history of the commit, so that a crash leaves all of it or nothing.
    await ctx.facts.run(
      `${mark} INSERT INTO membership_changes (tag, value, evaluation, at, recorded, cause, version, actor, entered, left)
       SELECT tag, value, ${literal.integer(cause.evaluation)}, ${literal.instant(cause.at)}, ${literal.instant(ctx.clock())}, part.1, ${versions}, ${literal.text(cause.actor)}, part.2 AS entered, part.3 AS left
       FROM (SELECT tag, value, arrayJoin(${parts}) AS part
         FROM (SELECT tag, value, bitmapAndnot(found, was) AS come, bitmapAndnot(was, found) AS gone FROM ${comparison} WHERE ${among}) AS moves${join})
       WHERE ${passed} AND (bitmapHasAny(entered, entered) OR bitmapHasAny(left, left))`,
      heavy,
    );
    await ctx.facts.run(
      `${mark} INSERT INTO members (tag, value, evaluation, customers)
       SELECT tag, value, ${literal.integer(cause.evaluation)}, found FROM ${comparison} WHERE ${passed} AND ${among}`,
      heavy,
    );
    return delta;
  } finally {
    await ctx.facts.run(`DROP TABLE IF EXISTS ${comparison}`);
  }
}

/** SQL that gives each tag its own value. */
function transformSql(values: readonly (readonly [tag: number, value: string])[], otherwise: string): string {
  if (values.length === 0) return otherwise;
  return `transform(tag, [${values.map(([tag]) => literal.integer(tag)).join(", ")}], [${values.map(([, value]) => value).join(", ")}], ${otherwise})`;
}

/**
 * Finishes what a crash cut off: where the history is ahead of the members, its difference is applied. Runs when the lease is taken, before
 * anything reads members.
 */
export async function recoverMembers(ctx: Ctx): Promise<number> {
  const behind = await ctx.facts.rows<{ tag: number; value: string; evaluation: string }>(
    `SELECT l.tag AS tag, l.value AS value, max(l.evaluation) AS evaluation FROM membership_changes AS l
     LEFT JOIN (SELECT tag, value, max(evaluation) AS evaluation FROM members GROUP BY tag, value) AS m ON l.tag = m.tag AND l.value = m.value
     WHERE l.evaluation > m.evaluation GROUP BY tag, value ORDER BY tag, value`,
  );
  const { mark, passed } = fenceSql(ctx.lease);
  for (const { tag, value, evaluation } of behind) {
    const one = `tag = ${literal.integer(tag)} AND value = ${literal.text(value)}`;
    await ctx.facts.run(
      `${mark} INSERT INTO members (tag, value, evaluation, customers)
       SELECT ${literal.integer(tag)}, ${literal.text(value)}, ${literal.integer(BigInt(evaluation))}, bitmapOr(bitmapAndnot(was, gone), come) FROM (
         SELECT (SELECT groupBitmapMergeState(customers) FROM members FINAL WHERE ${one}) AS was,
                (SELECT groupBitmapMergeState(entered) FROM membership_changes WHERE ${one} AND evaluation = ${literal.integer(BigInt(evaluation))}) AS come,
                (SELECT groupBitmapMergeState(left) FROM membership_changes WHERE ${one} AND evaluation = ${literal.integer(BigInt(evaluation))}) AS gone)
       WHERE ${passed}`,
    );
  }
  // Also where nothing was behind: a crash may have come between a write of members and this line.
  await raiseVersion(ctx.records, "membersRewritten");
  return behind.length;
}
