import { cacheKind, type Ctx, readSetting, type Stores as Both, writeSetting } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";

const NAME = "evaluation";

type Stores = Pick<Both, "records" | "caches"> & Pick<Ctx, "lease">;
/** The instant that members are true as of. Only the holder of the lease changes it, so only the holder may cache it. */
const UNTIL = cacheKind<Instant | null>("membership.evaluatedUntil", "lease");

/** The instant that members and metrics are true as of; null before the first evaluation. */
export async function evaluatedUntil(ctx: Stores): Promise<Instant | null> {
  const cached = ctx.lease.held ? ctx.caches.get(UNTIL) : undefined;
  if (cached !== undefined) return cached;
  const setting = await readSetting(ctx.records, NAME);
  const until = typeof setting?.["until"] === "number" ? setting["until"] : null;
  if (ctx.lease.held) ctx.caches.set(UNTIL, until);
  return until;
}

/** Records that members are true as of this instant. It must be `kept` in the records when a restart could not find it again. */
export async function setEvaluatedUntil(ctx: Stores & Pick<Ctx, "clock">, until: Instant, kept: boolean): Promise<void> {
  ctx.caches.set(UNTIL, until);
  if (!kept && !isDue(ctx, until)) return;
  await writeSetting(ctx.records, NAME, { until }, new Date(ctx.clock()));
}

/** Other processes read the instant from the records; it may be this much older there. */
const PUBLISH_MILLISECONDS = 2_000;
const PUBLISHED_UNTIL = cacheKind<Instant>("membership.publishedUntil", "lease");

/** Whether to write the instant for other processes, although a restart would find it again. */
function isDue({ lease, caches }: Pick<Ctx, "lease" | "caches">, until: Instant): boolean {
  if (lease.alone) return false;
  const published = caches.get(PUBLISHED_UNTIL);
  if (published !== undefined && Math.abs(until - published) < PUBLISH_MILLISECONDS) return false;
  caches.set(PUBLISHED_UNTIL, until);
  return true;
}
