import { takeNumbers, type Ctx, type RecordsTx } from "../../engine/index.ts";
import type { SplitChoice, NewMergeOrSplit } from "./writeChange.ts";
import { lookupOwners, type Pair, loadMergeLimits, writeDecisions } from "../../matching/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { restructure } from "./restructure.ts";
import { serially } from "../serial.ts";

/** A person's pair about two identities: one customer's, or not; where they are one customer's until now, `a` is the one who leaves. */
export type PairDecision = Pair & { readonly joined: boolean };

export interface Decision {
  readonly pairDecisions: readonly PairDecision[];
  readonly reason: string;
  /** Whom tags and overrides go to, where the pairDecisions split a customer. */
  readonly choices?: readonly SplitChoice[] | undefined;
  /** What else is written together with the decision: its audit. */
  readonly also: (tx: RecordsTx, decision: number) => Promise<void>;
}

/** Keeps what a person says about identities and brings customers up to it. A later pair about a pair takes the place of an earlier one. */
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

/** At a start alone with the stores: what was decided and then cut off is followed. */
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
    // Last: until then the decision is not applied, and is followed again at the next start.
    await writeDecisions(ctx, pairDecisions, decision, at, batch);
    await ctx.records.updateTable("identity_decisions").set({ applied: true }).where("id", "=", decision).execute();
    return mergesAndSplits;
  });
}
