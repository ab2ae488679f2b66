import { randomUUID } from "node:crypto";
import { audit, tagPolicy } from "../access/index.ts";
import type { Segment } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { Problem, formatInstant, problem, requirePermission, unusableTexts } from "../kernel/index.ts";
import { checkCombination, combinationText, combinationWords, evaluationOrder, readCombination, type Rule } from "../rules/index.ts";
import { limitTags, loadTags, readUses, shownUses, visibleTags, withoutHiddenNames, type TagSet, type Uses } from "../tags/index.ts";
import { countCustomers } from "./count.ts";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly combination: unknown;
  readonly created_by: string;
  readonly created_at: Date;
}

/** Saved segments by name. A segment with a missing tag has no count. */
export async function listSegments({ ctx }: { ctx: Ctx }): Promise<{ items: Segment[] }> {
  requirePermission(ctx, "customer.read");
  const rows = await ctx.records.selectFrom("segments").selectAll().orderBy("name").execute();
  const context = await readContext(ctx);
  const seen = rows.filter(({ id }) => context.set.segments.has(id));
  return { items: await Promise.all(seen.map((row) => described(ctx, row, context))) };
}

/** @throws SEGMENT_NOT_FOUND */
export async function readSegment({ ctx, input }: { ctx: Ctx; input: { segment: string } }): Promise<Segment> {
  requirePermission(ctx, "customer.read");
  const context = await readContext(ctx);
  return described(ctx, await rowOf(ctx, input.segment, context.set), context);
}

/**
 * Saves a combination under a name, as a tree of codes, so that renamed tags do not change it. A segment with the same name is replaced,
 * also in the rules that use it.
 * @throws COMBINATION_SYNTAX, COMBINATION_UNKNOWN, TAG_CYCLE if a tag would depend on itself through the segment
 */
export async function saveSegment({ ctx, input }: { ctx: Ctx; input: { name: string; where: string } }): Promise<Segment> {
  requirePermission(ctx, "segment.edit");
  if (unusableTexts(input).length > 0) throw problem("TEXT_UNUSABLE", {});
  const policy = await tagPolicy(ctx);
  const row = await ctx.records.transaction().execute(async (tx) => {
    const visible = limitTags(await loadTags({ ctx, records: tx }), policy);
    const { all, refs, segments } = visible;
    const combination = readCombination(input.where, refs);
    const before = [...all.segments.values()].find(({ name }) => name === input.name);
    if (before && !segments.has(before.id)) throw problem("TAG_UNAVAILABLE", { name: input.name });
    if (before) {
      const after = new Map(all.segments).set(before.id, { ...before, of: combination });
      const { tags } = await loadTags({ ctx, records: tx, segments: after });
      withoutHiddenNames(visible, () => evaluationOrder(new Map([...tags].flatMap(([code, { rule }]) => (rule ? [[code, rule]] : [])))));
    }
    const saved = await tx
      .insertInto("segments")
      .values({
        id: randomUUID(),
        name: input.name,
        combination: JSON.stringify(combination),
        created_by: ctx.actor.name,
        created_at: new Date(ctx.clock()),
      })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ combination: JSON.stringify(combination) }))
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(tx, ctx, "segment.save", { segment: saved.id, name: input.name, where: input.where });
    return saved;
  });
  return described(ctx, row, await readContext(ctx));
}

/** @throws SEGMENT_NOT_FOUND, SEGMENT_IN_USE with the tags and webhooks that use it */
export async function deleteSegment({ ctx, input }: { ctx: Ctx; input: { segment: string } }): Promise<{ ok: true }> {
  requirePermission(ctx, "segment.edit");
  const row = await rowOf(ctx, input.segment, await visibleTags(ctx));
  const policy = await tagPolicy(ctx);
  await ctx.records.transaction().execute(async (tx) => {
    const set = await loadTags({ ctx, records: tx });
    const uses = (await readUses({ ctx: { records: tx }, set })).ofSegment(row.id);
    if (uses.length > 0) throw problem("SEGMENT_IN_USE", { segment: row.name, uses: shownUses(uses, limitTags(set, policy)) });
    await tx.deleteFrom("segments").where("id", "=", row.id).execute();
    await audit(tx, ctx, "segment.delete", { segment: row.id, name: row.name, where: row.combination });
  });
  return { ok: true };
}

/** A segment that names a hidden tag does not exist for the actor. */
async function rowOf(ctx: Ctx, segment: string, { segments }: Pick<TagSet, "segments">): Promise<Row> {
  const row = await ctx.records
    .selectFrom("segments")
    .selectAll()
    .where((where) => where.or([where("id", "=", segment), where("name", "=", segment)]))
    .executeTakeFirst();
  if (!row || !segments.has(row.id)) throw problem("SEGMENT_NOT_FOUND", { segment: segment.slice(0, 100) });
  return row;
}

interface SegmentContext {
  readonly set: TagSet;
  readonly uses: Uses;
}

async function readContext(ctx: Ctx): Promise<SegmentContext> {
  const set = await visibleTags(ctx);
  return { set, uses: await readUses({ ctx, set }) };
}

async function described(ctx: Ctx, row: Row, { set, uses }: SegmentContext): Promise<Segment> {
  const combination = row.combination as Rule;
  const base = {
    id: row.id,
    name: row.name,
    where: combinationText(combination, set.refs, ctx.lang),
    usedBy: [...uses.ofSegment(row.id)],
    createdAt: formatInstant(row.created_at.getTime()),
    createdBy: row.created_by,
  };
  try {
    const sentence = combinationWords(checkCombination(combination, set.refs), set.refs);
    const { count } = await countCustomers({ ctx, input: { where: combination } });
    return { ...base, sentence, count };
  } catch (error) {
    // A missing tag: the segment is listed with the reason instead of failing the list.
    if (!(error instanceof Problem)) throw error;
    return { ...base, sentence: { zh: error.zh, en: error.en }, count: null };
  }
}
