import { cacheKind, type Ctx, readSetting, type Stores as Both, writeSetting } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";

const NAME = "evaluation";

type Stores = Pick<Both, "records" | "caches"> & Pick<Ctx, "lease">;
/** How far members are true, as the holder of the lease knows it, which alone changes it. */
const UNTIL = cacheKind<Instant | null>("membership.evaluatedUntil", "lease");

/** The instant that members and metrics speak of; null before the first evaluation. */
export async function evaluatedUntil(ctx: Stores): Promise<Instant | null> {
  const cached = ctx.lease.held ? ctx.caches.get(UNTIL) : undefined;
  if (cached !== undefined) return cached;
  const setting = await readSetting(ctx.records, NAME);
  const until = typeof setting?.["until"] === "number" ? setting["until"] : null;
  if (ctx.lease.held) ctx.caches.set(UNTIL, until);
  return until;
}

/** Members are true as of this instant. Only what a restart could not work out again must be `kept`. */
export async function setEvaluatedUntil(ctx: Stores & Pick<Ctx, "clock">, until: Instant, kept: boolean): Promise<void> {
  ctx.caches.set(UNTIL, until);
  if (!kept && !isDue(ctx, until)) return;
  await writeSetting(ctx.records, NAME, { until }, new Date(ctx.clock()));
}

/** Other processes read the instant from the records, where it need not be newer than this. */
const TOLD_MILLISECONDS = 2_000;
const TOLD = cacheKind<Instant>("membership.toldUntil", "lease");

/** Whether other processes should be told although a restart would find the same. */
function isDue({ lease, caches }: Pick<Ctx, "lease" | "caches">, until: Instant): boolean {
  if (lease.alone) return false;
  const told = caches.get(TOLD);
  if (told !== undefined && Math.abs(until - told) < TOLD_MILLISECONDS) return false;
  caches.set(TOLD, until);
  return true;
}
