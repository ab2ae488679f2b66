import type { Instant } from "../../../kernel/index.ts";
import { needsEverybody, planTags } from "../../../rules/index.ts";
import { affectedBy } from "../../../tags/index.ts";
import type { ChangeSource, Concerned, Update } from "../../changeSource.ts";
import { cachedPendingTags, keepPendingTags, readPendingTags, type PendingTags } from "./pending.ts";

/** Population-wide tags are computed at most this often, unless a person asks. */
const INTERVAL_MILLISECONDS = 60_000;
const HOUR_MILLISECONDS = 3_600_000;

/**
 * Tags that compare customers with each other. A change of one customer may move any other, so they are computed over everybody: at most
 * once a minute, and at each full hour, because an expected purchase becomes due without any event.
 */
export const POPULATION_WIDE: ChangeSource = {
  async isPending(update) {
    const { populationWide } = update.tags;
    if (populationWide.size === 0) return false;
    const before = await readPendingTags(update.ctx, update.tags.set);
    if (isNextHour(update)) return true;
    return [...before.codes].some((code) => populationWide.has(code)) || tagsByInstant(update, before).size > 0;
  },

  async tagsOverEverybody(update, concerned) {
    const before = await readPendingTags(update.ctx, update.tags.set);
    const pending = pendingAfter(update, before, concerned);
    return {
      tags: isDue(update, before, pending) ? pending : new Set(),
      cause: isOnlyErased(update, before, concerned) ? "erase" : "clock",
    };
  },

  async committed(begun, { concerned, isEverything }) {
    const { ctx, asOf, from } = begun;
    if (isEverything) return keepPendingTags(ctx, { codes: new Set(), last: asOf });
    if (concerned === null || from === null) return;
    const update = { ...begun, from };
    const before = await readPendingTags(ctx, update.tags.set);
    const pending = pendingAfter(update, before, concerned);
    if (isDue(update, before, pending)) return keepPendingTags(ctx, { codes: new Set(), last: asOf });
    await keepPendingTags(ctx, { codes: pending, last: before.last, erased: isOnlyErased(update, before, concerned) });
  },

  async nextInstant({ ctx, from, tags }) {
    const pending = cachedPendingTags(ctx);
    const due = [
      ...(pending && pending.codes.size > 0 ? [pending.last + INTERVAL_MILLISECONDS] : []),
      ...(needsEverybody(tags.plan) ? [(Math.floor(from / HOUR_MILLISECONDS) + 1) * HOUR_MILLISECONDS] : []),
    ];
    return due.length === 0 ? null : Math.min(...due);
  },
};

/** The tags to compute over everybody, now or when they are due. */
function pendingAfter(update: Update, before: PendingTags, concerned: Concerned): ReadonlySet<string> {
  const byInstant = tagsByInstant(update, before);
  const isPending = (code: string) => before.codes.has(code) || concerned.tags.has(code) || byInstant.has(code) || isNextHour(update);
  return new Set([...update.tags.populationWide].filter(isPending));
}

function isDue({ isAsked, asOf }: Update, { last }: PendingTags, pending: ReadonlySet<string>): boolean {
  return pending.size > 0 && (isAsked || Math.abs(asOf - last) >= INTERVAL_MILLISECONDS);
}

/** Whether only an erasure can have changed members. */
function isOnlyErased(update: Update, { erased = false }: PendingTags, { customers }: Concerned): boolean {
  return erased && customers === 0 && !isNextHour(update);
}

/** As of a named instant, tags with expected purchases may differ although no boundary announces it. */
function tagsByInstant({ isExact, asOf, tags }: Update, { last }: PendingTags): ReadonlySet<string> {
  if (!isExact || asOf === last) return new Set();
  const cycles = [...tags.populationWide].filter((code) =>
    planTags(new Map([[code, tags.rules.get(code)!]])).passes.some(({ source }) => source.kind === "cycle"),
  );
  return affectedBy(tags.rules, new Set(cycles));
}

function isNextHour({ from, asOf }: { readonly from: Instant; readonly asOf: Instant }): boolean {
  return Math.floor(from / HOUR_MILLISECONDS) !== Math.floor(asOf / HOUR_MILLISECONDS);
}
