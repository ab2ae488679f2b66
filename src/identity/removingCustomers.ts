import { cacheKind, type Ctx } from "../engine/index.ts";
import { serially } from "./serial.ts";

/** How often this process took customers out. */
const TIMES = cacheKind<number>("identity.removalCount", "process");

/** Grows before customers are taken out: who resolved identities before has to look whether its customers are still there. */
export function removalCount({ caches }: Pick<Ctx, "caches">): number {
  return caches.get(TIMES) ?? 0;
}

/**
 * Runs a task that takes customers out whom nothing is written about. Meanwhile nobody resolves identities; whoever did before and has
 * not written its rows yet sees from `removalCount` that its customers may be gone.
 */
export function whileRemovingCustomers<T>(ctx: Pick<Ctx, "caches">, task: () => Promise<T>): Promise<T> {
  return serially(ctx, "identities", () => {
    ctx.caches.set(TIMES, removalCount(ctx) + 1);
    return task();
  });
}
