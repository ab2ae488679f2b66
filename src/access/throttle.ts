import type { Records } from "../engine/index.ts";
import { problem, type Instant } from "../kernel/index.ts";
import { hashSecret } from "./secret.ts";

/** Failures that cost nothing; after them each doubles the wait. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;
const FORGET_MILLISECONDS = 24 * 3_600_000;

/**
 * Counts one attempt of a login from an address before its password is looked at, so that attempts at the same moment count too.
 * @throws LOGIN_THROTTLED while the wait after the last failure is not over
 */
export async function countAttempt(records: Records, now: Instant, login: string, address: string): Promise<void> {
  await records
    .deleteFrom("login_attempts")
    .where("last_at", "<", new Date(now - FORGET_MILLISECONDS))
    .execute();
  const source = sourceOf(login, address);
  const seconds = await records.transaction().execute(async (tx) => {
    // The row is there before it is locked, so that the first attempts of all, at the same moment, wait for one another too.
    await tx
      .insertInto("login_attempts")
      .values({ source, failures: 0, last_at: new Date(now) })
      .onConflict((conflict) => conflict.column("source").doNothing())
      .execute();
    const row = tx.selectFrom("login_attempts").selectAll().where("source", "=", source).forUpdate();
    const { failures, last_at } = await row.executeTakeFirstOrThrow();
    const wait = failures < FREE_FAILURES ? 0 : last_at.getTime() + waitAfter(failures) - now;
    if (wait > 0) return Math.ceil(wait / 1000);
    await tx
      .updateTable("login_attempts")
      .set({ failures: failures + 1, last_at: new Date(now) })
      .where("source", "=", source)
      .execute();
    return 0;
  });
  if (seconds > 0) throw problem("LOGIN_THROTTLED", { seconds });
}

/** The password was right: what failed before is forgotten. */
export async function forgetAttempts(records: Records, login: string, address: string): Promise<void> {
  await records.deleteFrom("login_attempts").where("source", "=", sourceOf(login, address)).execute();
}

function waitAfter(failures: number): number {
  return Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** (failures - FREE_FAILURES));
}

function sourceOf(login: string, address: string): string {
  return hashSecret(`${address}\n${login}`);
}
