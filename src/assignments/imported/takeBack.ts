import { audit } from "../../access/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import { loadTags, readUses, retireTags, sameDefinition } from "../../tags/index.ts";
import {
  asEvaluation,
  commitMembers,
  exclusively,
  overridesInForce,
  removeOverrideRows,
  withMembersStage,
} from "../../membership/index.ts";
import { WORDY } from "./stage.ts";

const CHUNK_ROWS = 10_000;

/**
 * Takes back what an import gave: memberships that nobody has touched since, its overrides, and the tags that were made for it where
 * nobody else uses them. May run twice.
 */
export async function takeBackImported(ctx: Ctx, batch: number): Promise<{ tagged: number; retired: string[] }> {
  const row = await ctx.records.selectFrom("imports").select("tagging").where("id", "=", batch).executeTakeFirst();
  if (!row?.tagging) return { tagged: 0, retired: [] };
  const { evaluation, created } = row.tagging;
  return exclusively(ctx, async () => {
    const overrides = await removeOverrides(ctx, batch);
    const left = evaluation === null ? 0 : await leave(ctx, evaluation);
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

/** Whoever entered under the evaluation leaves, unless the ledger has something later of them, or somebody has said why they have the tag. */
async function leave(ctx: Ctx, evaluation: number): Promise<number> {
  const { tags } = await loadTags({ ctx });
  const number = literal.integer(evaluation);
  const rows = await ctx.facts.rows<{ tag: number }>(`SELECT DISTINCT tag FROM ledger WHERE evaluation = ${number} ORDER BY tag`);
  const tagged = new Set(rows.map(({ tag }) => tag));
  const concerned = [...tags.values()].filter(({ id, kind }) => kind === "static" && tagged.has(id));
  if (concerned.length === 0) return 0;
  const among = `tag IN (${concerned.map(({ id }) => literal.integer(id)).join(", ")})`;
  return withMembersStage(ctx, async (stage) => {
    await ctx.facts.run(
      `INSERT INTO ${stage} SELECT tag, value, bitmapAndnot(had, bitmapAndnot(entered, later)) FROM (
        SELECT tag, value, groupBitmapMergeStateIf(bitmaps, part = 0) AS had, groupBitmapMergeStateIf(bitmaps, part = 1) AS entered,
          groupBitmapMergeStateIf(bitmaps, part = 2) AS later
        FROM (
          SELECT tag, value, 0 AS part, customers AS bitmaps FROM members FINAL WHERE ${among}
          UNION ALL SELECT tag, value, 1 AS part, entered AS bitmaps FROM ledger WHERE ${among} AND evaluation = ${number}
          UNION ALL SELECT tag, value, 2 AS part, entered AS bitmaps FROM ledger WHERE ${among} AND evaluation > ${number}
          ${await saidSql(ctx, concerned)}
        ) GROUP BY tag, value)`,
      WORDY,
    );
    const at = ctx.clock();
    const delta = await asEvaluation(ctx, "undo", at, (evaluation) =>
      commitMembers(ctx, stage, concerned, { evaluation, at, cause: "undo", actor: ctx.actor.name }),
    );
    return delta.reduce((sum, entry) => sum + entry.leave, 0);
  });
}

/** By hand or by a program, since or before: files say nothing but the tag. */
async function saidSql(ctx: Ctx, tags: readonly { readonly id: number }[]): Promise<string> {
  const said = await ctx.records
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
  return [...Map.groupBy(said, ({ tag }) => tag)]
    .map(([tag, those]) => {
      const numbers = those.map(({ customer }) => literal.integer(Number(customer))).join(", ");
      return `UNION ALL SELECT toUInt32(${literal.integer(tag)}) AS tag, '' AS value, 2 AS part, bitmapBuild(CAST([${numbers}] AS Array(UInt32))) AS bitmaps`;
    })
    .join(" ");
}

/** Tags that were made for the import and that nobody has and nothing names. */
async function retire(ctx: Ctx, created: readonly string[]): Promise<string[]> {
  const set = await loadTags({ ctx });
  const uses = await readUses({ ctx, set });
  const overridden = new Set((await overridesInForce(ctx, ctx.clock())).map(({ tag }) => tag));
  const rows = await ctx.facts.rows<{ tag: number }>(
    "SELECT DISTINCT tag FROM members FINAL WHERE bitmapCardinality(customers) > 0 ORDER BY tag",
  );
  const had = new Set(rows.map(({ tag }) => tag));
  const gone = created.filter((code) => {
    const tag = set.tags.get(code);
    // Whoever has given it more than its name means to keep it.
    const bare = tag !== undefined && sameDefinition(tag.source, { code, name: tag.name, kind: "static" });
    return bare && !had.has(tag.id) && !overridden.has(tag.id) && uses.ofTag(code).length === 0;
  });
  if (gone.length === 0) return [];
  await ctx.records.transaction().execute(async (tx) => {
    await retireTags(tx, gone, ctx.clock());
    await audit(tx, ctx, "tag.retire", { tags: gone });
  });
  return gone;
}
