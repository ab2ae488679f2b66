import { takeNumbers, type Ctx, type RecordsTx } from "../../engine/index.ts";
import type { SplitChoice, Turn } from "./change.ts";
import { lookupOwners, type Pair, loadMergeLimits, writeDecisions } from "../../matching/index.ts";
import { readPlaceholders } from "../../identifiers/index.ts";
import { restructure } from "./restructure.ts";
import { serially } from "../serial.ts";

/** A person's word about two identities: one customer's, or not; where they are one customer's until now, `a` is the one who leaves. */
export type Word = Pair & { readonly joined: boolean };

export interface Decision {
  readonly words: readonly Word[];
  readonly reason: string;
  /** Whom tags and overrides go to, where the words split a customer. */
  readonly choices?: readonly SplitChoice[] | undefined;
  /** What else is written together with the decision: its audit. */
  readonly also: (tx: RecordsTx, decision: number) => Promise<void>;
}

/** Keeps what a person says about identities and brings customers up to it. A later word about a pair takes the place of an earlier one. */
export async function decide(ctx: Ctx, { words, reason, choices, also }: Decision): Promise<readonly Turn[]> {
  const decision = await takeNumbers(ctx.records, "decision", 1);
  await ctx.records.transaction().execute(async (tx) => {
    const pairs = words.map(({ a, b, joined }) => ({ a, b, joined }));
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
  return follow(ctx, { decision, words, reason, choices, actor: ctx.actor.name });
}

/** At a start alone with the stores: what was decided and then cut off is followed. */
export async function followDecisions(ctx: Pick<Ctx, "records" | "facts" | "caches" | "clock">): Promise<void> {
  const rows = await ctx.records.selectFrom("identity_decisions").selectAll().where("applied", "=", false).orderBy("id").execute();
  for (const { id, pairs, reason, choices, actor } of rows)
    await follow(ctx, { decision: Number(id), words: pairs, reason, choices: choices ?? undefined, actor });
}

async function follow(
  ctx: Pick<Ctx, "records" | "facts" | "caches" | "clock">,
  { decision, words, reason, choices, actor }: Omit<Decision, "also"> & { readonly decision: number; readonly actor: string },
): Promise<readonly Turn[]> {
  return serially(ctx, "identities", async () => {
    const batch = await takeNumbers(ctx.records, "batch", 1);
    const at = ctx.clock();
    const ends = words.flatMap(({ a, b }) => [a, b]);
    const owners = await lookupOwners(ctx, ends, "interactive");
    const { turns } = await restructure(ctx, {
      seeds: ends,
      fresh: words.map((word) => ({ ...word, decision })),
      choices,
      leaving: words.filter(({ joined }) => !joined).map(({ a }) => a),
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
    await writeDecisions(ctx, words, decision, at, batch);
    await ctx.records.updateTable("identity_decisions").set({ applied: true }).where("id", "=", decision).execute();
    return turns;
  });
}
