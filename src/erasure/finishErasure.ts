import { audit, forgetAnswersAbout } from "../access/index.ts";
import type { ErasureResult, Identity } from "../contract/index.ts";
import { countFacts, eraseCustomerRows, eraseFacts, forgetConflicts, forgetExamples, freeIds } from "../customers/index.ts";
import type { Ctx, Progress } from "../engine/index.ts";
import { eraseIdentities, eraseIdentityRecords, numbersOf } from "../identity/index.ts";
import { keyOf } from "../matching/index.ts";
import { drainEverywhere } from "../tracking/index.ts";
import { problem } from "../kernel/index.ts";
import { loadTags } from "../tags/index.ts";
import { applyMerges, markErased } from "../updates/index.ts";
import { evaluatedUntil, exclusively, eraseMember, eraseOverrides } from "../membership/index.ts";
import { eraseSuggestions } from "../suggestions/index.ts";

/**
 * Erases the customer's identities and their links. From then on messages with them belong to a new customer. The identities stay in the
 * erasure until it ends, because other tables still name them. May run twice.
 */
export async function forgetWho(ctx: Ctx, customer: number): Promise<void> {
  const erasure = await readErasure(ctx, customer);
  if (erasure.ended) return;
  // Pending merges are applied first; otherwise rows that they move would not be erased.
  await exclusively(ctx, () => applyMerges(ctx));
  const numbers = await numbersOf(ctx, customer);
  const counts = erasure.counts ?? (await countFacts(ctx, numbers));
  // Message ids are freed before the identities. Otherwise a new customer could send an id that still counts as seen, and it would be
  // refused.
  await freeIds(ctx, numbers);
  await eraseIdentities(ctx, customer, async (identities) => {
    const allIdentities = [...erasure.identities, ...identities];
    const result = JSON.stringify({ customer, identities: allIdentities.length, ...counts });
    await ctx.records
      .updateTable("erasures")
      .set({ identities: JSON.stringify(allIdentities), result })
      .where("id", "=", erasure.id)
      .execute();
  });
  await forgetAnswersAbout(ctx, numbers);
}

/**
 * Erases a customer after the request: identities, profile, tags with their history, attributes, events, metrics, overrides and merges.
 * Every step may run twice; the last step, one transaction, marks the end, so that a start finishes what a crash cut off. The audit keeps
 * the fact and the number, not the identities.
 */
export async function finishErasure(ctx: Ctx, customer: number, progress?: Progress): Promise<ErasureResult> {
  progress?.({ zh: "删除身份", en: "Erasing the identities" }, 0.05);
  await forgetWho(ctx, customer);
  const erasure = await readErasure(ctx, customer);
  if (erasure.ended) return erasure.ended;
  const numbers = await numbersOf(ctx, customer);
  // Messages that were matched to the customer earlier are still being written, by any process. After them no message finds the numbers.
  await drainEverywhere({
    ctx,
    waiting: () => progress?.({ zh: "等待其他进程写完收到的消息", en: "Waiting for messages that other processes are writing" }, 0.1),
  });
  progress?.({ zh: "从名单和标签中移除", en: "Out of lists and tags" }, 0.2);
  // Lists show these rows, so they go first. The write lock is free again while the facts are erased, so that members stay up to date.
  await exclusively(ctx, async () => {
    await eraseCustomerRows(ctx, numbers);
    await eraseMember(ctx, numbers);
  });
  progress?.({ zh: "删除属性和行为", en: "Erasing attributes and events" }, 0.4);
  await freeIds(ctx, numbers);
  await forgetAnswersAbout(ctx, numbers);
  await eraseFacts(ctx, numbers);
  progress?.({ zh: "删除标签的历史", en: "Erasing the history of tags" }, 0.9);
  return exclusively(ctx, async () => {
    // An evaluation in between may have read events that were not erased yet.
    await eraseMember(ctx, numbers);
    if ((await evaluatedUntil(ctx)) !== null) await markErased(ctx, await loadTags({ ctx }));
    const result: ErasureResult = { customer, identities: erasure.identities.length, ...erasure.counts! };
    await ctx.records.transaction().execute(async (tx) => {
      await eraseOverrides(tx, numbers);
      await eraseSuggestions(tx, numbers);
      await eraseIdentityRecords(tx, numbers, erasure.identities);
      await forgetConflicts(tx, { customers: numbers, identities: erasure.identities.map(keyOf) });
      await forgetExamples(tx);
      await tx
        .updateTable("erasures")
        .set({ identities: null, result: JSON.stringify(result), ended_at: new Date(ctx.clock()) })
        .where("id", "=", erasure.id)
        .execute();
      await audit(tx, ctx, "customer.erased", { ...result });
    });
    return result;
  });
}

/**
 * Finishes, at the start and before requests are answered, erasures that a crash cut off. Another process may do the same at the same time.
 */
export async function finishErasures(ctx: Ctx): Promise<void> {
  const open = await ctx.records.selectFrom("erasures").select("customer").where("ended_at", "is", null).orderBy("id").execute();
  for (const { customer } of open) await finishErasure(ctx, Number(customer));
}

interface Erasure {
  readonly id: number;
  /** Identities that are erased already. */
  readonly identities: readonly Identity[];
  readonly counts: Pick<ErasureResult, "events" | "attributes"> | null;
  /** The counts of an erasure that has ended; else null. */
  readonly ended: ErasureResult | null;
}

/** The latest erasure that was requested for the customer. @throws CUSTOMER_NOT_FOUND when there is none */
async function readErasure({ records }: Pick<Ctx, "records">, customer: number): Promise<Erasure> {
  const row = await records
    .selectFrom("erasures")
    .selectAll()
    .where("customer", "=", customer)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) throw problem("CUSTOMER_NOT_FOUND", { ref: String(customer) });
  const { id, identities, result, ended_at } = row;
  return {
    id: Number(id),
    identities: identities ?? [],
    counts: result && { events: result.events, attributes: result.attributes },
    ended: ended_at === null ? null : result,
  };
}
