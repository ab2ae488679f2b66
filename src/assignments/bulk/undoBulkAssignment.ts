import { audit } from "../../access/index.ts";
import type { BulkUndoResult } from "../../contract/index.ts";
import { literal, type Ctx, sql } from "../../engine/index.ts";
import { problem, tagKind } from "../../kernel/index.ts";
import { asEvaluation, endAssignments, exclusively, restoreAssignments, type Cause } from "../../membership/index.ts";
import { requireTag, visibleTags, type TagRecord, type TagSet } from "../../tags/index.ts";
import type { BulkWork } from "./assignInBulk.ts";
import { noteBulkEvaluation, type StoredBulk } from "./bulkRow.ts";
import { commitChanges, followMoves, movesOfEvaluations, sumOf } from "./commitChanges.ts";
import { readTermsOf } from "./terms.ts";
import { tagsById } from "./shown.ts";
import { undoneChanges } from "./undoneChanges.ts";

type Undone = Omit<BulkUndoResult, "bulk">;

/** The bulk assignment and its tags, if the actor may undo it. @throws NOT_FOUND, FORBIDDEN, BULK_UNDONE */
export async function checkUndo(ctx: Ctx, id: string): Promise<{ row: StoredBulk; set: TagSet }> {
  const number = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
  const row = await ctx.records.selectFrom("bulk_assignments").selectAll().where("id", "=", number).executeTakeFirst();
  const visible = await visibleTags(ctx);
  const known = tagsById(visible);
  const hidden = tagsById(visible.all);
  const named = row ? [...row.added, ...row.removed] : [];
  // One that names a hidden tag does not exist.
  if (!row || named.some((tag) => hidden.has(tag) && !known.has(tag)))
    throw problem("NOT_FOUND", { what: `bulk assignment ${id.slice(0, 20)}` });
  for (const tag of named) if (known.has(tag)) await requireTag(ctx, "assign", known.get(tag)!, visible);
  if (row.state === "undone") throw problem("BULK_UNDONE", { bulk: number, by: row.undone_by ?? "" });
  return { row, set: visible.all };
}

/**
 * Makes memberships, reasons and ends what they were before a bulk assignment. What others have changed since stays and is counted. A
 * tag that an exclusive group took off comes back, unless the customer has another one of the group by now.
 */
export async function undoBulkAssignment({
  ctx,
  input,
  work,
}: {
  readonly ctx: Ctx;
  readonly input: { readonly bulk: string };
  readonly work: BulkWork;
}): Promise<BulkUndoResult> {
  if (work.noted !== null) return work.noted as BulkUndoResult;
  work.progress({ zh: "撤销打标签", en: "Undoing" }, null);
  await checkUndo(ctx, input.bulk);
  return exclusively(ctx, async () => {
    await endAssignments(ctx);
    const { row, set } = await checkUndo(ctx, input.bulk);
    const bulk = Number(row.id);
    const at = ctx.clock();
    const cause = { at, cause: "undo", actor: ctx.actor.name } as const;
    // Stored with the reasons and ends: an attempt after a crash only has to follow.
    const result = row.undone ?? (await undoNow(ctx, row, set, work, cause));
    work.progress({ zh: "更新引用这些标签的标签", en: "Updating tags that name them" }, 0.75);
    // A restored end that has come in the meantime ends now.
    await endAssignments(ctx);
    await followMoves(ctx, set, await movesOfEvaluations(ctx, await undoEvaluations(ctx, bulk)), cause);
    const answer = { bulk, ...result };
    await ctx.records.transaction().execute(async (tx) => {
      await tx
        .updateTable("bulk_assignments")
        .set({ state: "undone", undone_at: new Date(at), undone_by: ctx.actor.name, chosen: null, not_found: null })
        .where("id", "=", bulk)
        .execute();
      await audit(tx, ctx, "tag.undoInBulk", answer);
      await work.note(tx, answer);
    });
    return answer;
  });
}

async function undoEvaluations({ records }: Pick<Ctx, "records">, bulk: number): Promise<readonly number[]> {
  const row = await records.selectFrom("bulk_assignments").select("undo_evaluations").where("id", "=", bulk).executeTakeFirstOrThrow();
  return row.undo_evaluations;
}

/** Changes the members, then the stored assignments, and stores what it came to. */
async function undoNow(ctx: Ctx, row: StoredBulk, set: TagSet, work: BulkWork, cause: Omit<Cause, "evaluation">): Promise<Undone> {
  const bulk = Number(row.id);
  const moves = await movesOfEvaluations(ctx, row.evaluations);
  const terms = await readTermsOf(ctx, bulk);
  const tags = [...set.tags.values()].filter(({ id, kind }) => tagKind(kind).isAssigned && (moves.has(id) || terms.has(id)));
  const since = await movedSince(ctx, row, tags);
  const undone = await undoneChanges(ctx, set, tags, { moves, terms, since, now: cause.at });
  work.signal.throwIfAborted();
  work.progress({ zh: "撤销打标签", en: "Undoing" }, 0.25);
  const evaluations = [...row.undo_evaluations];
  let back = await movesOfEvaluations(ctx, evaluations);
  if (back.size === 0) {
    await asEvaluation(ctx, "undo", cause.at, async (evaluation) => {
      evaluations.push(evaluation);
      await noteBulkEvaluation(ctx, bulk, "undo_evaluations", evaluations);
      await commitChanges(ctx, undone.changes, { ...cause, evaluation });
    });
    back = await movesOfEvaluations(ctx, evaluations);
  }
  work.progress({ zh: "撤销打标签", en: "Undoing" }, 0.5);
  const result = { left: sumOf(back, "left"), entered: sumOf(back, "entered"), changedSince: undone.changedSince };
  await ctx.records.transaction().execute(async (tx) => {
    await restoreAssignments(tx, bulk, undone.terms, cause.at);
    await tx
      .updateTable("bulk_assignments")
      .set({ undone: JSON.stringify(result) })
      .where("id", "=", bulk)
      .execute();
  });
  return result;
}

/** Customers whom something else has moved in these tags since, by the number of the tag. */
async function movedSince(ctx: Ctx, row: StoredBulk, tags: readonly TagRecord[]): Promise<ReadonlyMap<number, ReadonlySet<number>>> {
  const [first] = row.evaluations;
  if (first === undefined || tags.length === 0) return new Map();
  const own = sql.join([...row.evaluations, ...row.undo_evaluations].map(literal.integer));
  const rows = await ctx.facts.rows<{ tag: number; moved: number[] }>(
    sql`
      SELECT tag, bitmapToArray(groupBitmapMergeState(bitmapOr(entered, left))) AS moved
      FROM membership_changes
      WHERE tag IN (${sql.join(tags.map(({ id }) => literal.integer(id)))})
        AND evaluation > ${literal.integer(first)}
        AND evaluation NOT IN (${own})
      GROUP BY tag
      ORDER BY tag
    `,
    { lane: "heavy" },
  );
  return new Map(rows.map(({ tag, moved }) => [tag, new Set(moved)]));
}
