import type { Identity } from "../../contract/index.ts";
import { factsInstant, type Ctx, type RecordsTx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { Pair } from "../../matching/index.ts";

/** Whom a tag given by hand or an override goes to when a customer is split: who stays, who leaves, or both. */
export interface SplitChoice {
  /** `tags.id`. */
  readonly tag: number;
  readonly to: "stay" | "leave" | "both";
}

/** A merge or a split that is to be written. */
export interface NewMergeOrSplit {
  readonly kind: "merge" | "split";
  readonly kept: number;
  readonly lost: number;
  readonly identities: readonly Identity[];
  readonly pairs: readonly Pair[];
  readonly cause: "evidence" | "person" | "race";
  /** Of a split by a person. */
  readonly choices?: readonly SplitChoice[] | undefined;
}

/** Everything that a change of who is who writes, besides links. */
export interface Change {
  readonly at: Instant;
  readonly batch: number;
  readonly actor: string;
  readonly reason: string | null;
  /** Customers that begin, or that come back. */
  readonly customers: readonly { readonly customer: number; readonly created: string }[];
  readonly claims: readonly { readonly identity: Identity; readonly customer: number; readonly claim: number }[];
  /** Identities that leave a customer. */
  readonly moves: readonly { readonly customer: number; readonly identity: Identity }[];
  readonly mergesAndSplits: readonly NewMergeOrSplit[];
  /** Merges that are no more, by id. */
  readonly undone: readonly number[];
  /** More to write in the same transaction. */
  readonly also?: ((tx: RecordsTx) => Promise<void>) | undefined;
}

/**
 * Writes a change. Customers first: an identity must never point outside the universe. Then what has to follow, in one transaction, and
 * only then the identities: whatever stops this process, rows are never left behind unnoticed, for what was noted and did not happen
 * is found out when it is settled.
 */
export async function writeChange(ctx: Pick<Ctx, "records" | "facts" | "caches">, change: Change): Promise<void> {
  const { at, batch, actor, reason, customers, claims, moves, mergesAndSplits, undone, also } = change;
  const since = factsInstant(at);
  if (customers.length > 0)
    await ctx.facts.insert(
      "customers",
      customers.map((row) => ({ ...row, batch })),
    );
  if (moves.length + mergesAndSplits.length + undone.length > 0 || also) {
    await ctx.records.transaction().execute(async (tx) => {
      for (const part of parts(moves))
        await tx
          .insertInto("identity_moves")
          .values(part.map(({ customer, identity }) => ({ customer, ...identity, waits: null })))
          .onConflict((conflict) => conflict.columns(["customer", "platform", "external"]).doUpdateSet({ waits: null }))
          .execute();
      for (const part of parts(mergesAndSplits))
        await tx
          .insertInto("merges")
          .values(
            part.map(({ kind, kept, lost, identities, pairs, cause, choices = [] }) => ({
              kind,
              kept,
              lost,
              cause,
              batch,
              actor,
              reason,
              at: new Date(at),
              evidence: JSON.stringify({ pairs: pairs.slice(0, PAIRS).map(({ a, b }) => ({ a, b })) }),
              identities: JSON.stringify(identities),
              choices: choices.length > 0 ? JSON.stringify(choices) : null,
            })),
          )
          .execute();
      if (undone.length > 0)
        await tx
          .updateTable("merges")
          .set({ undone_at: new Date(at), undone_by: actor })
          .where("id", "in", [...undone])
          .where("undone_at", "is", null)
          .execute();
      await also?.(tx);
    });
  }
  if (claims.length > 0)
    await ctx.facts.insert(
      "identities",
      claims.map(({ identity, customer, claim }) => ({ ...identity, customer, since, batch, claim })),
    );
}

/** Pairs kept with a merge: enough to see why. */
const PAIRS = 10;
const PART_ROWS = 1_000;

function parts<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / PART_ROWS) }, (_, index) => list.slice(index * PART_ROWS, (index + 1) * PART_ROWS));
}
