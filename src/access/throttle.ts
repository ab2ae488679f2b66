import type { Records, RecordsTx } from "../engine/index.ts";
import { problem, type Instant } from "../kernel/index.ts";
import { hashSecret } from "./secret.ts";

const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;
const FORGET_MILLISECONDS = 24 * 3_600_000;

/** Failures that cost nothing; after them each doubles the wait. */
const FREE_FAILURES = {
  /** Of one login from one address: somebody guesses, or forgot. */
  pair: 5,
  /** Of one address, whatever the logins: somebody tries a list of them. Many people may share an address. */
  address: 30,
  /** Of one login, whatever the addresses: somebody guesses from many machines. */
  login: 30,
} as const;
type Scope = keyof typeof FREE_FAILURES;

export interface Attempt {
  readonly login: string;
  readonly address: string;
  /**
   * The login is signed in from this address already. Then the failures of other addresses do not hold it up: without this, who guesses
   * from elsewhere could keep the owner out.
   */
  readonly familiar: boolean;
}

/**
 * Counts one attempt before its password is looked at, so that attempts at the same moment count too.
 * @throws LOGIN_THROTTLED while the wait after the last failure is not over
 */
export async function countAttempt(records: Records, now: Instant, attempt: Attempt): Promise<void> {
  await records
    .deleteFrom("login_attempts")
    .where("last_at", "<", new Date(now - FORGET_MILLISECONDS))
    .execute();
  const sources = sourcesOf(attempt);
  const wait = await records.transaction().execute(async (tx) => {
    const failures = new Map<string, number>();
    let longest = 0;
    for (const { source, scope } of sources) {
      const row = await lockedRow(tx, source, now);
      failures.set(source, row.failures);
      if (row.failures >= FREE_FAILURES[scope]) longest = Math.max(longest, row.last_at.getTime() + waitAfter(row.failures, scope) - now);
    }
    if (longest > 0) return longest;
    for (const [source, count] of failures)
      await tx
        .updateTable("login_attempts")
        .set({ failures: count + 1, last_at: new Date(now) })
        .where("source", "=", source)
        .execute();
    return 0;
  });
  if (wait > 0) throw problem("LOGIN_THROTTLED", { seconds: Math.ceil(wait / 1000) });
}

/**
 * The password was right: what failed of this login is forgotten. Of the address only this attempt is taken back, for who knows one password
 * may still be guessing others.
 */
export async function forgetAttempts(records: Records, attempt: Attempt): Promise<void> {
  for (const { source, scope } of sourcesOf(attempt))
    if (scope === "address")
      await records
        .updateTable("login_attempts")
        .set(({ eb }) => ({ failures: eb("failures", "-", 1) }))
        .where("source", "=", source)
        .where("failures", ">", 0)
        .execute();
    else await records.deleteFrom("login_attempts").where("source", "=", source).execute();
}

/** The row is there before it is locked, so that the first attempts of all, at the same moment, wait for one another too. */
async function lockedRow(tx: RecordsTx, source: string, now: Instant): Promise<{ failures: number; last_at: Date }> {
  await tx
    .insertInto("login_attempts")
    .values({ source, failures: 0, last_at: new Date(now) })
    .onConflict((conflict) => conflict.column("source").doNothing())
    .execute();
  return tx.selectFrom("login_attempts").select(["failures", "last_at"]).where("source", "=", source).forUpdate().executeTakeFirstOrThrow();
}

function waitAfter(failures: number, scope: Scope): number {
  return Math.min(LONGEST_WAIT_MILLISECONDS, FIRST_WAIT_MILLISECONDS * 2 ** Math.min(failures - FREE_FAILURES[scope], 20));
}

/** In an order that is the same for everybody: otherwise two attempts could each hold the row that the other waits for. */
function sourcesOf({ login, address, familiar }: Attempt): { readonly source: string; readonly scope: Scope }[] {
  const named: readonly [Scope, string][] = [
    ["pair", `${address}\n${login}`],
    ["address", address],
    ...(familiar ? [] : [["login", login] as [Scope, string]]),
  ];
  return named
    .map(([scope, text]) => ({ scope, source: hashSecret(`${scope}\n${text}`) }))
    .toSorted((a, b) => (a.source < b.source ? -1 : 1));
}
