import type { WebhookTypeName } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { newId } from "../../kernel/index.ts";
import { ownerOf, type WebhookRow } from "./rows.ts";
import { subjectKind, subjectOf, type Counted } from "./subjects/index.ts";

/** The most changes in one message: about 20 kB, which Standard Webhooks recommends. */
export const CHANGES_PER_DELIVERY = 100;
/** The most evaluations in one step of planning. */
const EVALUATIONS_PER_PLAN = 200;
/**
 * Evaluations up to `queued_up_to` that are read again. An evaluation gets its number before it is committed, so a smaller number may appear after
 * a greater one. A delivery that exists already is not inserted again.
 */
export const OVERLAP_EVALUATIONS = 50;

/**
 * Plans all deliveries of one webhook up to an evaluation. With `onlyActive` a paused webhook is left out.
 * @throws LEASE_LOST if this process does not hold the writer lease
 */
export async function planWebhook(ctx: Ctx, webhook: string, upTo: number, { onlyActive = false } = {}): Promise<void> {
  for (;;) {
    const row = await ctx.records.selectFrom("webhooks").selectAll().where("id", "=", webhook).executeTakeFirst();
    if (!row || row.queued_up_to >= upTo || (onlyActive && row.state !== "active")) return;
    await planFor(ctx, row, upTo);
  }
}

/** Plans deliveries of one webhook up to an evaluation, at most EVALUATIONS_PER_PLAN evaluations. Returns the number of new deliveries. */
async function planFor(ctx: Ctx, webhook: WebhookRow, upTo: number): Promise<number> {
  // What the owner may not see is not watched: nothing of it is counted.
  const subject = await subjectOf({ ...ctx, actor: await ownerOf(ctx.records, webhook) }, webhook);
  const range = { after: Math.max(webhook.since, webhook.queued_up_to - OVERLAP_EVALUATIONS), upTo, limit: EVALUATIONS_PER_PLAN };
  const counted = subject === null ? [] : await subjectKind(subject).count(ctx, subject, range);
  const queuedUpTo = counted.length === EVALUATIONS_PER_PLAN ? counted.at(-1)!.evaluation : upTo;
  const now = ctx.clock();
  const parts = subject === null ? [] : counted.flatMap((evaluation) => partsOf(evaluation, subjectKind(subject).types, webhook.types));
  // Ids sort by creation. Within one millisecond they are sorted in the order of the messages.
  const ids = parts.map(() => newId(now)).toSorted();
  const rows = parts.map((part, index) => ({
    id: ids[index]!,
    webhook: webhook.id,
    test: false,
    state: "waiting" as const,
    subject: JSON.stringify(subject),
    attempts: 0,
    ...part,
    created_at: new Date(now),
  }));
  return ctx.records.transaction().execute(async (tx) => {
    // The history that a replaced holder read may have been mended since.
    await ctx.lease.confirm(tx);
    // Another process may plan the same. It waits for this lock, then finds `queued_up_to` changed and inserts nothing.
    const current = await tx.selectFrom("webhooks").select("queued_up_to").where("id", "=", webhook.id).forUpdate().executeTakeFirst();
    if (current?.queued_up_to !== webhook.queued_up_to) return 0;
    let inserted = 0;
    for (let from = 0; from < rows.length; from += 1_000) {
      const result = await tx
        .insertInto("deliveries")
        .values(rows.slice(from, from + 1_000))
        .onConflict((conflict) => conflict.columns(["webhook", "evaluation", "part"]).doNothing())
        .executeTakeFirst();
      inserted += Number(result.numInsertedOrUpdatedRows ?? 0);
    }
    await tx.updateTable("webhooks").set({ queued_up_to: queuedUpTo }).where("id", "=", webhook.id).execute();
    return inserted;
  });
}

interface Part {
  readonly evaluation: number;
  readonly type: WebhookTypeName;
  /** From 1, over all types of the evaluation. */
  readonly part: number;
  readonly parts: number;
  /** The number of changes of this type in earlier parts. */
  readonly first: number;
  readonly changes: number;
}

/** The messages of one evaluation, in the order of the types. */
function partsOf({ evaluation, changes }: Counted, order: readonly WebhookTypeName[], wanted: readonly string[]): Part[] {
  const pages = order
    .filter((type) => wanted.includes(type))
    .flatMap((type) => {
      const count = changes[type] ?? 0;
      return Array.from({ length: Math.ceil(count / CHANGES_PER_DELIVERY) }, (_, page) => {
        const first = page * CHANGES_PER_DELIVERY;
        return { evaluation, type, first, changes: Math.min(CHANGES_PER_DELIVERY, count - first) };
      });
    });
  return pages.map((page, index) => ({ ...page, part: index + 1, parts: pages.length }));
}
