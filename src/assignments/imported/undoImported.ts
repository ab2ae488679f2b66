import { audit } from "../../access/index.ts";
import { literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import { tagKind } from "../../kernel/index.ts";
import { documentOf, exclusiveTags, loadTags, readUses, retireTags, type TagRecord, type TagSet } from "../../tags/index.ts";
import {
  asEvaluation,
  commitMembers,
  exclusively,
  overridesInForce,
  removeOverrideRows,
  withMembersStage,
} from "../../membership/index.ts";
import { LONG_STATEMENT } from "./importedSql.ts";

const CHUNK_ROWS = 10_000;

/**
 * Undoes the tags of an import: memberships that nobody has changed since, its overrides, and the tags made for it that nobody else uses.
 * May run twice.
 */
export async function undoImported(ctx: Ctx, batch: number): Promise<{ tagged: number; retired: string[] }> {
  const row = await ctx.records.selectFrom("imports").select("tagging").where("id", "=", batch).executeTakeFirst();
  if (!row?.tagging) return { tagged: 0, retired: [] };
  const { evaluation, created } = row.tagging;
  return exclusively(ctx, async () => {
    const overrides = await removeOverrides(ctx, batch);
    const left = evaluation === null ? 0 : await removeMembers(ctx, evaluation);
    const retired = await retire(ctx, created);
    return { tagged: left + overrides, retired };
  });
}

async function removeOverrides(ctx: Ctx, batch: number): Promise<number> {
  const rows = await ctx.records.selectFrom("import_overrides").select("override").where("import", "=", batch).execute();
  const ids = rows.map(({ override }) => override);
  let removed = 0;
  for (let from = 0; from < ids.length; from += CHUNK_ROWS)
    removed += await removeOverrideRows(ctx.records, ids.slice(from, from + CHUNK_ROWS), ctx.clock());
  return removed;
}

/**
 * Customers who entered in the evaluation leave, unless the history has a later entry for them or an assignment by hand is stored. Who leaves a
 * tag of an exclusive group gets back the tag of that group that the import took off.
 */
async function removeMembers(ctx: Ctx, evaluation: number): Promise<number> {
  const set = await loadTags({ ctx });
  const number = literal.integer(evaluation);
  const rows = await ctx.facts.rows<{ tag: number }>(
    sql`
      SELECT DISTINCT tag
      FROM membership_changes
      WHERE evaluation = ${number}
      ORDER BY tag
    `,
  );
  const tagged = new Set(rows.map(({ tag }) => tag));
  const concerned = [...set.tags.values()].filter(({ id, kind }) => tagKind(kind).isAssigned && tagged.has(id));
  if (concerned.length === 0) return 0;
  const among = sql`tag IN (${sql.join(concerned.map(({ id }) => literal.integer(id)))})`;
  return withMembersStage(ctx, async (stage) => {
    await ctx.facts.run(
      sql`
        INSERT INTO ${sql.id(stage)}
        WITH parts AS (
          SELECT
            tag,
            value,
            ${groupSql(set, concerned)} AS exclusive,
            groupBitmapMergeStateIf(bitmap, part = 'stored') AS had,
            groupBitmapMergeStateIf(bitmap, part = 'imported') AS entered,
            groupBitmapMergeStateIf(bitmap, part = 'later') AS later,
            groupBitmapMergeStateIf(bitmap, part = 'lost') AS lost,
            groupBitmapMergeStateIf(bitmap, part IN ('later', 'assigned')) AS kept
          FROM (
            SELECT tag, value, 'stored' AS part, customers AS bitmap
            FROM members FINAL
            WHERE ${among}
            UNION ALL
            SELECT tag, value, 'imported' AS part, entered AS bitmap
            FROM membership_changes
            WHERE ${among} AND evaluation = ${number}
            UNION ALL
            SELECT tag, value, 'later' AS part, entered AS bitmap
            FROM membership_changes
            WHERE ${among} AND evaluation > ${number}
            UNION ALL
            SELECT tag, value, 'lost' AS part, left AS bitmap
            FROM membership_changes
            WHERE ${among} AND evaluation = ${number}
            ${await assignedSql(ctx, concerned)}
          )
          GROUP BY tag, value
        )
        SELECT
          p.tag,
          p.value,
          bitmapOr(bitmapAndnot(p.had, bitmapAndnot(p.entered, p.kept)), bitmapAnd(bitmapAndnot(p.lost, p.later), g.gone))
        FROM parts AS p
        LEFT JOIN (
          SELECT exclusive, groupBitmapMergeState(bitmapAnd(had, bitmapAndnot(entered, kept))) AS gone
          FROM parts
          GROUP BY exclusive
        ) AS g ON g.exclusive = p.exclusive
      `,
      LONG_STATEMENT,
    );
    const at = ctx.clock();
    const delta = await asEvaluation(ctx, "undo", at, (evaluation) =>
      commitMembers(ctx, sql.id(stage), concerned, { evaluation, at, cause: "undo", actor: ctx.actor.name }),
    );
    return delta.reduce((sum, entry) => sum + entry.leave, 0);
  });
}

/** The exclusive group of a tag; 0: none. */
function groupSql(set: TagSet, tags: readonly TagRecord[]): Sql {
  const list = (of: (tag: TagRecord) => number) => sql`[${sql.join(tags.map((tag) => literal.integer(of(tag))))}]`;
  return sql`toUInt32(transform(tag, ${list(({ id }) => id)}, ${list((tag) => exclusiveTags(set, tag)?.group ?? 0)}, 0))`;
}

/**
 * Assignments by a person or a program, made before or after the import, each tag as another SELECT of a union. Tags from files have no
 * stored assignment.
 */
async function assignedSql(ctx: Ctx, tags: readonly { readonly id: number }[]): Promise<Sql> {
  const assigned = await ctx.records
    .selectFrom("overrides")
    .select(["tag", "customer"])
    .where("assignment", "=", true)
    .where("direction", "=", "in")
    .where("removed_at", "is", null)
    .where(
      "tag",
      "in",
      tags.map(({ id }) => id),
    )
    .execute();
  const rows = Array.from(
    Map.groupBy(assigned, ({ tag }) => tag),
    ([tag, those]) => {
      const numbers = sql.join(those.map(({ customer }) => literal.integer(Number(customer))));
      return sql`
      UNION ALL
      SELECT toUInt32(${literal.integer(tag)}) AS tag, '' AS value, 'assigned' AS part, bitmapBuild(CAST([${numbers}] AS Array(UInt32))) AS bitmap
    `;
    },
  );
  return sql.join(rows, "\n");
}

/** Retires tags that were made for the import, have no members and are named by no rule. */
async function retire(ctx: Ctx, created: readonly string[]): Promise<string[]> {
  const set = await loadTags({ ctx });
  const uses = await readUses({ ctx, set });
  const overridden = new Set((await overridesInForce(ctx, ctx.clock())).map(({ tag }) => tag));
  const rows = await ctx.facts.rows<{ tag: number }>(
    sql`
      SELECT DISTINCT tag
      FROM members FINAL
      WHERE bitmapCardinality(customers) > 0
      ORDER BY tag
    `,
  );
  const had = new Set(rows.map(({ tag }) => tag));
  const gone = created.filter((code) => {
    const tag = set.tags.get(code);
    // A person has edited the definition since, so the tag is kept.
    const bare = tag !== undefined && Object.keys(documentOf(tag)).every((key) => ["code", "name", "kind"].includes(key));
    return bare && !had.has(tag.id) && !overridden.has(tag.id) && uses.ofTag(code).length === 0;
  });
  if (gone.length === 0) return [];
  await ctx.records.transaction().execute(async (tx) => {
    await retireTags(tx, gone, ctx.clock());
    await audit(tx, ctx, "tag.retire", { tags: gone });
  });
  return gone;
}
