import { takeNumbers, type Ctx, type RecordsTx } from "../../engine/index.ts";
import type { SplitChoice, NewMergeOrSplit } from "./writeChange.ts";
import { lookupOwners, type Pair, loadMergeLimits, writeDecisions } from "../../matching/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { restructure } from "./restructure.ts";
import { serially } from "../serial.ts";

/**
 * A person's decision about two identities: one customer or not. When they are one customer and are to be split, `a` is the identity that
 * leaves.
 */
export type PairDecision = Pair & { readonly joined: boolean };

export interface Decision {
  readonly pairDecisions: readonly PairDecision[];
  readonly reason: string;
  /** Who keeps assignments and overrides when the decision splits a customer. */
  readonly choices?: readonly SplitChoice[] | undefined;
  /** Further writes in the transaction of the decision, such as its audit entry. */
  readonly also: (tx: RecordsTx, decision: number) => Promise<void>;
}

/**
 * Stores a person's decision about identities and changes the customers accordingly. A later decision about a pair replaces an earlier one.
 */
export async function decide(ctx: Ctx, { pairDecisions, reason, choices, also }: Decision): Promise<readonly NewMergeOrSplit[]> {
  const decision = await takeNumbers(ctx.records, "decision", 1);
  await ctx.records.transaction().execute(async (tx) => {
    const pairs = pairDecisions.map(({ a, b, joined }) => ({ a, b, joined }));
    await tx
      .insertInto("identity_decisions")
      .values({
        id: decision,
        pairs: JSON.stringify(pairs),
        reason,
        choices: choices ? JSON.stringify(choices) : null,
        actor: ctx.actor.name,
        at: new Date(ctx.clock()),
      })
      .execute();
    await also(tx, decision);
  });
  return applyDecision(ctx, { decision, pairDecisions, reason, choices, actor: ctx.actor.name });
}

/** At start, while no other process writes: applies decisions that were stored but not applied before a crash. */
export async function applyDecisions(ctx: Pick<Ctx, "records" | "facts" | "caches" | "clock">): Promise<void> {
  const rows = await ctx.records.selectFrom("identity_decisions").selectAll().where("applied", "=", false).orderBy("id").execute();
  for (const { id, pairs, reason, choices, actor } of rows)
    await applyDecision(ctx, { decision: Number(id), pairDecisions: pairs, reason, choices: choices ?? undefined, actor });
}

async function applyDecision(
  ctx: Pick<Ctx, "records" | "facts" | "caches" | "clock">,
  { decision, pairDecisions, reason, choices, actor }: Omit<Decision, "also"> & { readonly decision: number; readonly actor: string },
): Promise<readonly NewMergeOrSplit[]> {
  return serially(ctx, "identities", async () => {
    const batch = await takeNumbers(ctx.records, "batch", 1);
    const at = ctx.clock();
    const ends = pairDecisions.flatMap(({ a, b }) => [a, b]);
    const owners = await lookupOwners(ctx, ends, "interactive");
    const { mergesAndSplits } = await restructure(ctx, {
      seeds: ends,
      newPairs: pairDecisions.map((pair) => ({ ...pair, decision })),
      choices,
      leaving: pairDecisions.filter(({ joined }) => !joined).map(({ a }) => a),
      owners,
      limits: await loadMergeLimits(ctx),
      placeholders: await readPlaceholders(ctx),
      at,
      batch,
      cause: "person",
      actor,
      reason,
      lane: "interactive",
    });
    // This is the last step: before it the decision is not marked as applied, and the next start applies it again.
    await writeDecisions(ctx, pairDecisions, decision, at, batch);
    await ctx.records.updateTable("identity_decisions").set({ applied: true }).where("id", "=", decision).execute();
    return mergesAndSplits;
  });
}
