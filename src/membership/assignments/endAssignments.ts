import { noteEvaluated } from "../../tags/index.ts";
import { sql as recordsSql } from "kysely";
import { SYSTEM } from "../../access/index.ts";
import { type Ctx, factsInstant, fenceSql, literal, sql, stageName } from "../../engine/index.ts";
import { tagKind, type TagKindName, type Instant } from "../../kernel/index.ts";
import { asEvaluation } from "../evaluations.ts";
import { exclusively } from "../writeLock.ts";

/**
 * Ends assignments of static tags whose end has come: the customers leave, each at the instant of the end. The caller holds the write lock.
 */
export async function endAssignments(ctx: Ctx): Promise<void> {
  const now = ctx.clock();
  const due = await ctx.records
    .selectFrom("overrides")
    .innerJoin("tags", "tags.id", "overrides.tag")
    .select([
      "overrides.id",
      "overrides.tag",
      "overrides.customer",
      "overrides.expires_at",
      "overrides.direction",
      "tags.kind",
      "tags.version",
    ])
    .where("overrides.assignment", "=", true)
    .where("overrides.removed_at", "is", null)
    .where("overrides.expires_at", "<=", new Date(now))
    .orderBy("overrides.id")
    .execute();
  if (due.length === 0) return;
  // A tag that is decided by a rule now is left to its rule.
  const ends = due.filter(({ kind, direction }) => tagKind(kind as TagKindName).isAssigned && direction === "in");
  const versions = new Map(ends.map(({ tag, version }) => [tag, version]));
  if (ends.length > 0)
    await asEvaluation(ctx, "assign", now, (evaluation) =>
      leaveAt(
        ctx,
        evaluation,
        ends.map(({ tag, customer, expires_at }) => ({ tag, customer: Number(customer), at: expires_at!.getTime() })),
        versions,
      ),
    );
  // Assignments are marked last. After a crash before that, the next call repeats the work for those that are not marked.
  await ctx.records
    .updateTable("overrides")
    .set({ removed_at: recordsSql`expires_at` })
    .where("assignment", "=", true)
    .where("removed_at", "is", null)
    .where("expires_at", "<=", new Date(now))
    .execute();
  await noteEvaluated(ctx.records, [...versions.keys()], now);
}

/** The same at a start, when nobody holds the write lock yet. */
export async function endDueAssignments(ctx: Ctx): Promise<void> {
  await exclusively(ctx, () => endAssignments(ctx));
}

interface End {
  readonly tag: number;
  readonly customer: number;
  readonly at: Instant;
}

/** Writes the history first, then the members, as in commit.ts; recoverMembers finishes what a crash leaves in between. */
async function leaveAt(ctx: Ctx, evaluation: number, ends: readonly End[], versions: ReadonlyMap<number, number>): Promise<void> {
  const stage = stageName("ends");
  const heavy = { lane: "heavy" } as const;
  const number = literal.integer(evaluation);
  const { mark, passed } = fenceSql(ctx.lease);
  try {
    await ctx.facts.run(sql`CREATE TABLE ${sql.id(stage)} (tag UInt32, customer UInt32, at DateTime64(3, 'UTC')) ENGINE = Memory`);
    await ctx.facts.insert(
      stage,
      ends.map(({ tag, customer, at }) => ({ tag, customer, at: factsInstant(at) })),
    );
    const had = sql`
      SELECT tag, customers AS had
      FROM members FINAL
      WHERE tag IN (SELECT tag FROM ${sql.id(stage)})
    `;
    const [tags, numbers] = [versions.keys(), versions.values()].map((values) => sql.join(Array.from(values, literal.integer)));
    const version = sql`transform(tag, [${tags!}], [${numbers!}], 0)`;
    await ctx.facts.run(
      sql`
        ${mark}
        INSERT INTO membership_changes (tag, value, evaluation, at, recorded, cause, version, actor, entered, left)
        SELECT
          tag,
          '',
          ${number},
          g.at,
          ${literal.instant(ctx.clock())},
          'clock',
          ${version},
          ${literal.text(SYSTEM.name)},
          bitmapAndnot(gone, gone),
          bitmapAnd(had, gone) AS away
        FROM (
          SELECT tag, at, groupBitmapState(customer) AS gone
          FROM ${sql.id(stage)}
          GROUP BY tag, at
        ) AS g
        INNER JOIN (${had}) AS m USING (tag)
        WHERE ${passed} AND bitmapHasAny(away, away)
      `,
      heavy,
    );
    await ctx.facts.run(
      sql`
        ${mark}
        INSERT INTO members (tag, value, evaluation, customers)
        SELECT tag, '', ${number}, bitmapAndnot(had, gone)
        FROM (
          SELECT tag, groupBitmapState(customer) AS gone
          FROM ${sql.id(stage)}
          GROUP BY tag
        ) AS g
        INNER JOIN (${had}) AS m USING (tag)
        WHERE ${passed} AND bitmapHasAny(had, gone)
      `,
      heavy,
    );
  } finally {
    await ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(stage)}`);
  }
}
