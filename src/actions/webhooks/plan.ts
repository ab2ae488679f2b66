import type { Ctx } from "../../engine/index.ts";
import { newId, Problem } from "../../kernel/index.ts";
import { countMoves, settledEvaluation } from "../../membership/index.ts";
import type { Rule } from "../../rules/index.ts";
import { countSegmentMoves } from "../../segments/index.ts";
import { loadTags } from "../../tags/index.ts";
import type { WebhookRow } from "./rows.ts";

/** Customers one request speaks of at most. */
export const MOST_CHANGES = 500;
/** Evaluations planned at once; what is more comes with the next step. */
const MOST_EVALUATIONS = 200;
/**
 * So many evaluations before the last one told of are looked at again. Numbers are handed out before they are written, so that one
 * may appear after its successor; what was planned is not planned twice.
 */
export const OVERLAP = 50;

/** Writes down what each webhook has to tell of the ledger. Answers how many deliveries are new. */
export async function planDeliveries(ctx: Ctx): Promise<number> {
  const settled = await settledEvaluation(ctx);
  const webhooks = await ctx.records
    .selectFrom("webhooks")
    .selectAll()
    .where("state", "=", "active")
    .where("told", "<", settled)
    .orderBy("id")
    .execute();
  let planned = 0;
  for (const webhook of webhooks) planned += await planFor(ctx, webhook, settled);
  return planned;
}

async function planFor(ctx: Ctx, webhook: WebhookRow, settled: number): Promise<number> {
  const range = { after: Math.max(webhook.since, webhook.told - OVERLAP), upTo: settled, limit: MOST_EVALUATIONS };
  const moved = await countOf(ctx, webhook, range);
  const told = moved.length === MOST_EVALUATIONS ? moved.at(-1)!.evaluation : settled;
  const now = ctx.clock();
  const parts = moved.flatMap(({ evaluation, moves }) => {
    const count = Math.ceil(moves / MOST_CHANGES);
    return Array.from({ length: count }, (_, index) => ({
      evaluation,
      part: index + 1,
      parts: count,
      changes: Math.min(MOST_CHANGES, moves - index * MOST_CHANGES),
    }));
  });
  // Ids sort by age; those of one moment in the order of what they tell.
  const ids = parts.map(() => newId(now)).toSorted();
  const rows = parts.map((part, index) => ({
    id: ids[index]!,
    webhook: webhook.id,
    kind: "members" as const,
    state: "waiting" as const,
    attempts: 0,
    ...part,
    created_at: new Date(now),
  }));
  return ctx.records.transaction().execute(async (tx) => {
    // Whoever plans the same meanwhile waits here, and then finds it told.
    const current = await tx.selectFrom("webhooks").select("told").where("id", "=", webhook.id).forUpdate().executeTakeFirst();
    if (current?.told !== webhook.told) return 0;
    let inserted = 0;
    for (let from = 0; from < rows.length; from += 1_000) {
      const result = await tx
        .insertInto("deliveries")
        .values(rows.slice(from, from + 1_000))
        .onConflict((conflict) => conflict.columns(["webhook", "evaluation", "part"]).doNothing())
        .executeTakeFirst();
      inserted += Number(result.numInsertedOrUpdatedRows ?? 0);
    }
    await tx.updateTable("webhooks").set({ told }).where("id", "=", webhook.id).execute();
    return inserted;
  });
}

async function countOf(
  ctx: Ctx,
  webhook: WebhookRow,
  range: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<{ evaluation: number; moves: number }[]> {
  if (webhook.segment === null) return countMoves(ctx, webhook, range);
  const where = await combinationOf(ctx, webhook.segment);
  if (where === null) return [];
  try {
    return await countSegmentMoves(ctx, { where, entered: webhook.entered, left: webhook.left }, range);
  } catch (error) {
    // A tag it combines, or a value of one, is gone: nobody moves into or out of it any more.
    if (error instanceof Problem && (error.code.startsWith("COMBINATION_") || error.code === "RULE_UNKNOWN_VALUE")) return [];
    throw error;
  }
}

/** What a saved segment combines; null when it was deleted. */
export async function combinationOf(ctx: Ctx, segment: string): Promise<Rule | null> {
  return (await loadTags({ ctx })).segments.get(segment)?.of ?? null;
}
