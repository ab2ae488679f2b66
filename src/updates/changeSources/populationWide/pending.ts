import { cacheKind, type Ctx, readSetting, type Stores as AllStores, writeSetting } from "../../../engine/index.ts";
import type { Instant } from "../../../kernel/index.ts";
import type { TagSet } from "../../../tags/index.ts";
import { populationWideTags } from "./tags.ts";

const NAME = "evaluation.whole";

/**
 * Which population-wide tags must be computed, and when that was done last. Stored in the records, so that a restart computes no more than
 * needed.
 */
export interface PendingTags {
  readonly codes: ReadonlySet<string>;
  /** `asOf` of the last computation; −Infinity before the first. */
  readonly last: Instant;
  /** Whether they are pending only because a customer was erased. */
  readonly erased?: boolean;
}

type Stores = Pick<AllStores, "records" | "caches">;
const PENDING = cacheKind<PendingTags>("updates.pendingTags", "lease");

/** Before anything is stored, every population-wide tag is pending. */
export async function readPendingTags(ctx: Stores, set: Pick<TagSet, "tags">): Promise<PendingTags> {
  const cached = ctx.caches.get(PENDING);
  if (cached) return cached;
  const { codes, last, erased } = (await readSetting(ctx.records, NAME)) ?? {};
  const kept = Array.isArray(codes) && typeof last === "number";
  const pending: PendingTags = kept
    ? { codes: new Set(codes as string[]), last, erased: erased === true }
    : { codes: populationWideTags(set), last: -Infinity };
  ctx.caches.set(PENDING, pending);
  return pending;
}

/** Sets what is pending; written only when it differs. */
export async function keepPendingTags(ctx: Stores & Pick<Ctx, "clock">, pending: PendingTags): Promise<void> {
  const before = ctx.caches.get(PENDING);
  ctx.caches.set(PENDING, pending);
  const same = before && before.codes.size === pending.codes.size && before.codes.isSubsetOf(pending.codes);
  if (same && before.last === pending.last && (before.erased ?? false) === (pending.erased ?? false)) return;
  const value = { codes: [...pending.codes], last: pending.last, erased: pending.erased ?? false };
  await writeSetting(ctx.records, NAME, value, new Date(ctx.clock()));
}

/** After the erasure of a customer the others may rank differently. */
export async function markErased(ctx: Stores & Pick<Ctx, "clock">, set: Pick<TagSet, "tags">): Promise<void> {
  const { codes, last, erased } = await readPendingTags(ctx, set);
  const all = populationWideTags(set);
  if (all.size > 0) await keepPendingTags(ctx, { codes: codes.union(all), last, erased: codes.size === 0 || erased === true });
}

/** What is pending, if this process has already read it. */
export function cachedPendingTags(ctx: Pick<Ctx, "caches">): PendingTags | undefined {
  return ctx.caches.get(PENDING);
}
