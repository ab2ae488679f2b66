import { raiseVersion, versionOf, type Ctx } from "../engine/index.ts";
import { serially } from "./serial.ts";

type Stores = Pick<Ctx, "records" | "caches">;

/** Grows before customers are removed, by any process. A writer that resolved identities before it grew must check that its customers exist. */
export function removalCount(ctx: Stores): Promise<number> {
  return versionOf(ctx, "customersRemoved");
}

/**
 * Runs a task that removes customers without any rows. No identities are resolved meanwhile. A writer that resolved identities earlier and
 * has not written its rows yet sees from `removalCount` that its customers may be gone.
 */
export function whileRemovingCustomers<T>(ctx: Stores, task: () => Promise<T>): Promise<T> {
  return serially(ctx, "identities", async () => {
    await raiseVersion(ctx.records, "customersRemoved");
    return task();
  });
}

/**
 * Where customers were removed since `before` was counted: runs the check that those of the rows just written still exist, after every
 * removal that has begun. A check during one would find customers that the removal is about to delete without having seen the rows.
 */
export async function checkRemoved(ctx: Stores, before: number, check: () => Promise<void>): Promise<void> {
  if ((await removalCount(ctx)) !== before) await serially(ctx, "identities", check);
}
