import { cacheKind, type Ctx } from "../engine/index.ts";
import { serially } from "./serial.ts";

/** How often this process has removed customers. */
const TIMES = cacheKind<number>("identity.removalCount", "process");

/** Grows before customers are removed. A writer that resolved identities before it grew must check that its customers still exist. */
export function removalCount({ caches }: Pick<Ctx, "caches">): number {
  return caches.get(TIMES) ?? 0;
}

/**
 * Runs a task that removes customers without any rows. No identities are resolved meanwhile. A writer that resolved identities earlier and
 * has not written its rows yet sees from `removalCount` that its customers may be gone.
 */
export function whileRemovingCustomers<T>(ctx: Pick<Ctx, "caches">, task: () => Promise<T>): Promise<T> {
  return serially(ctx, "identities", () => {
    ctx.caches.set(TIMES, removalCount(ctx) + 1);
    return task();
  });
}
