import type { Identity } from "../../contract/index.ts";
import { factsInstant, type Ctx, type RecordsTx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { Pair } from "../../matching/index.ts";
import { writingClaims, type NewClaim } from "../inMemory/identitiesInMemory.ts";

/** Who keeps an assignment or override when a customer is split: the customer that stays, the one that leaves, or both. */
export interface SplitChoice {
  /** `tags.id`. */
  readonly tag: number;
  readonly to: "stay" | "leave" | "both";
}

/** A merge or a split to be stored. */
export interface NewMergeOrSplit {
  readonly kind: "merge" | "split";
  readonly kept: number;
  readonly lost: number;
  readonly identities: readonly Identity[];
  readonly pairs: readonly Pair[];
  readonly cause: "links" | "person" | "race";
  /** Set for a split by a person. */
  readonly choices?: readonly SplitChoice[] | undefined;
}

/** All rows that a change of identities writes, except links. */
export interface Change {
  readonly at: Instant;
  readonly batch: number;
  readonly actor: string;
  readonly reason: string | null;
  /** Customers that are created or restored. */
  readonly customers: readonly { readonly customer: number; readonly created: string }[];
  readonly claims: readonly NewClaim[];
  /** Identities that leave a customer. */
  readonly moves: readonly { readonly customer: number; readonly identity: Identity }[];
  readonly mergesAndSplits: readonly NewMergeOrSplit[];
  /** Ids of merges that are undone. */
  readonly undone: readonly number[];
  /** Further writes in the same transaction. */
  readonly also?: ((tx: RecordsTx) => Promise<void>) | undefined;
}

/**
 * Stores a change in three steps. Customers first: an identity must never belong to a customer that does not exist. Then the work that must
 * follow, in one transaction; last the identities. A process that stops in between leaves work that `readPending` finds and drops, but
 * never rows under the wrong customer that nobody moves.
 */
export async function writeChange(ctx: Pick<Ctx, "records" | "facts" | "caches">, change: Change): Promise<void> {
  const { at, batch, actor, reason, customers, claims, moves, mergesAndSplits, undone, also } = change;
  const since = factsInstant(at);
  if (customers.length > 0)
    await ctx.facts.insert(
      "customers",
      customers.map((row) => ({ ...row, batch })),
      { batch },
    );
  if (moves.length + mergesAndSplits.length + undone.length > 0 || also) {
    await ctx.records.transaction().execute(async (tx) => {
      for (const part of parts(moves))
        await tx
          .insertInto("departed_identities")
          .values(part.map(({ customer, identity }) => ({ customer, ...identity, waits_for_batch: null })))
          .onConflict((conflict) => conflict.columns(["customer", "platform", "external"]).doUpdateSet({ waits_for_batch: null }))
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
              links: JSON.stringify({ pairs: pairs.slice(0, STORED_PAIRS).map(({ a, b }) => ({ a, b })) }),
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
    await writingClaims(ctx, claims, () =>
      ctx.facts.insert(
        "identities",
        claims.map(({ identity, customer, claim }) => ({ ...identity, customer, since, batch, claim })),
        { batch },
      ),
    );
}

/** Pairs stored with a merge: enough to show why it happened. */
const STORED_PAIRS = 10;
const PART_ROWS = 1_000;

function parts<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / PART_ROWS) }, (_, index) => list.slice(index * PART_ROWS, (index + 1) * PART_ROWS));
}
