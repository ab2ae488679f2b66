import { cacheKind, type Ctx, type Stores as Both } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { needsEverybody, planTags, type TagRule } from "../../rules/index.ts";
import { type TagSet, affectedBy } from "../../tags/index.ts";

/** Tags that need everybody are computed at most this often, in milliseconds; the tag says when it was last. */
export const WHOLE_EVERY = 60_000;
const NAME = "evaluation.whole";

/**
 * Published tags that are computed over everybody or not at all: ranks, cycles that fall back on the population, and tags that
 * name such.
 */
export function wholeTags(set: Pick<TagSet, "tags">): Set<string> {
  const all = [...set.tags.values()];
  const rules = new Map<string, TagRule>(all.flatMap((tag) => (tag.rule ? [[tag.code, tag.rule] as const] : [])));
  const direct = [...rules].filter(([code, rule]) => needsEverybody(planTags(new Map([[code, rule]]))));
  const affected = affectedBy(rules, new Set(direct.map(([code]) => code)));
  return new Set(all.filter((tag) => tag.state === "published" && affected.has(tag.code)).map((tag) => tag.code));
}

/** What waits for its turn, and when the last turn was. Kept in the records, so that a start need not compute everything again. */
export interface Waiting {
  readonly codes: ReadonlySet<string>;
  readonly last: Instant;
  /** They wait for nothing but that a customer was erased. */
  readonly erased?: boolean;
}

type Stores = Pick<Both, "records" | "caches">;
const WAITING = cacheKind<Waiting>("membership.waitingTags", "lease");

/** Before anything was kept nobody knows what was waiting, so everything does. */
export async function waitingTags(ctx: Stores, set: Pick<TagSet, "tags">): Promise<Waiting> {
  const held = ctx.caches.get(WAITING);
  if (held) return held;
  const row = await ctx.records.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
  const { codes, last, erased } = row?.value ?? {};
  const kept = Array.isArray(codes) && typeof last === "number";
  const waiting: Waiting = kept
    ? { codes: new Set(codes as string[]), last, erased: erased === true }
    : { codes: wholeTags(set), last: -Infinity };
  ctx.caches.set(WAITING, waiting);
  return waiting;
}

/** What waits from now on; written only when it is something else than before. */
export async function keepWaiting(ctx: Stores & Pick<Ctx, "clock">, waiting: Waiting): Promise<void> {
  const before = ctx.caches.get(WAITING);
  ctx.caches.set(WAITING, waiting);
  const same = before && before.codes.size === waiting.codes.size && before.codes.isSubsetOf(waiting.codes);
  if (same && before.last === waiting.last && (before.erased ?? false) === (waiting.erased ?? false)) return;
  const value = JSON.stringify({ codes: [...waiting.codes], last: waiting.last, erased: waiting.erased ?? false });
  const row = { value, updated_at: new Date(ctx.clock()) };
  await ctx.records
    .insertInto("settings")
    .values({ name: NAME, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}

/** After a customer was erased whoever is ranked among the others may rank differently: those tags have their turn. */
export async function awaitErased(ctx: Stores & Pick<Ctx, "clock">, set: Pick<TagSet, "tags">): Promise<void> {
  const { codes, last, erased } = await waitingTags(ctx, set);
  const whole = wholeTags(set);
  if (whole.size > 0) await keepWaiting(ctx, { codes: codes.union(whole), last, erased: codes.size === 0 || erased === true });
}

/** When tags over everybody have their next turn; null when none waits. */
export function wholeDue(ctx: Pick<Ctx, "caches">): Instant | null {
  const waiting = ctx.caches.get(WAITING);
  return waiting && waiting.codes.size > 0 ? waiting.last + WHOLE_EVERY : null;
}
