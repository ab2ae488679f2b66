import { audit, forgetAnswersAbout } from "../access/index.ts";
import type { ErasureResult, Identity } from "../contract/index.ts";
import { countFacts, eraseCustomerRows, eraseFacts, forgetConflicts, forgetExamples, freeIds } from "../customers/index.ts";
import type { Ctx, Progress } from "../engine/index.ts";
import { eraseIdentities, eraseIdentityRecords, numbersOf } from "../identity/index.ts";
import { keyOf } from "../matching/index.ts";
import { drainMessages } from "../tracking/index.ts";
import { problem } from "../kernel/index.ts";
import { loadTags } from "../tags/index.ts";
import { applyMerges, markErased } from "../updates/index.ts";
import { evaluatedUntil, exclusively, eraseMember, eraseOverrides } from "../membership/index.ts";

/**
 * Takes out who the customer was, identities with all that was seen of them: from here on whoever comes under one of them is somebody new.
 * They are kept with the erasure until it ends, for what else names them. May run twice.
 */
export async function forgetWho(ctx: Ctx, customer: number): Promise<void> {
  const erasure = await readErasure(ctx, customer);
  if (erasure.ended) return;
  // What is still on its way from a merge arrives first, or it would be left behind.
  await exclusively(ctx, () => applyMerges(ctx));
  const numbers = await numbersOf(ctx, customer);
  const counts = erasure.counts ?? (await countFacts(ctx, numbers));
  // Ids before identities: one that is known when who it named is gone would be refused when it comes for somebody new.
  await freeIds(ctx, numbers);
  await eraseIdentities(ctx, customer, async (identities) => {
    const known = [...erasure.identities, ...identities];
    const result = JSON.stringify({ customer, identities: known.length, ...counts });
    await ctx.records
      .updateTable("erasures")
      .set({ identities: JSON.stringify(known), result })
      .where("id", "=", erasure.id)
      .execute();
  });
  await forgetAnswersAbout(ctx, numbers);
}

/**
 * Erases a customer of whom that was asked: identities, the customer and its tags with their history, attributes, events, metrics, overrides and
 * merges. Every step may run twice, and the last of them, one transaction, says that it has ended: what a crash cuts off the next start
 * ends. The audit keeps that it was done and the number, not who it was.
 */
export async function finishErasure(ctx: Ctx, customer: number, progress?: Progress): Promise<ErasureResult> {
  progress?.({ zh: "删除身份", en: "Erasing the identities" }, 0.05);
  await forgetWho(ctx, customer);
  const erasure = await readErasure(ctx, customer);
  if (erasure.ended) return erasure.ended;
  const numbers = await numbersOf(ctx, customer);
  // Messages that were resolved before still write; after them nothing finds the numbers any more.
  await drainMessages({ ctx });
  progress?.({ zh: "从名单和标签中移除", en: "Out of lists and tags" }, 0.2);
  // What lists show goes first and quickly; members go on being kept up while the rest is erased.
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
    // An evaluation may have seen events of nobody meanwhile.
    await eraseMember(ctx, numbers);
    if ((await evaluatedUntil(ctx)) !== null) await markErased(ctx, await loadTags({ ctx }));
    const result: ErasureResult = { customer, identities: erasure.identities.length, ...erasure.counts! };
    await ctx.records.transaction().execute(async (tx) => {
      await eraseOverrides(tx, numbers);
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

/** At a start, before anybody is shown anything: erasures that a crash cut off are ended. May run beside another process's. */
export async function finishErasures(ctx: Ctx): Promise<void> {
  const open = await ctx.records.selectFrom("erasures").select("customer").where("ended_at", "is", null).orderBy("id").execute();
  for (const { customer } of open) await finishErasure(ctx, Number(customer));
}

interface Erasure {
  readonly id: number;
  /** Those that are already gone. */
  readonly identities: readonly Identity[];
  readonly counts: Pick<ErasureResult, "events" | "attributes"> | null;
  /** What there was, of one that has ended. */
  readonly ended: ErasureResult | null;
}

/** The last one that was asked for of the customer. @throws CUSTOMER_NOT_FOUND when none was */
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
