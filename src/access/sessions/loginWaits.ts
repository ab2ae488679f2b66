import type { Ctx, Records, RecordsTx } from "../../engine/index.ts";
import { problem, type Instant } from "../../kernel/index.ts";
import { hashSecret } from "../secrets/secret.ts";

const FIRST_WAIT_MILLISECONDS = 1_000;
const LONGEST_WAIT_MILLISECONDS = 15 * 60_000;
const FORGET_MILLISECONDS = 24 * 3_600_000;

/** Failures without a wait. Each further one doubles the wait. */
const FREE_FAILURES = {
  /** For one login from one address: guessing, or a forgotten password. */
  pair: 5,
  /** For one address over all logins: somebody tries a list. Higher, because many people may share an address. */
  address: 30,
  /** For one login over all addresses: somebody guesses from many machines. */
  login: 30,
} as const;
type Scope = keyof typeof FREE_FAILURES;

export interface Attempt {
  readonly login: string;
  readonly address: string;
  /**
   * True if the login has a session from this address. Then failures from other addresses do not delay it. Otherwise a guesser elsewhere
   * could lock the owner out.
   */
  readonly familiar: boolean;
}

/**
 * Counts an attempt before its password is checked, so that simultaneous attempts count too.
 * @throws LOGIN_THROTTLED until the wait after the last failure is over
 */
export async function countAttempt(records: Records, now: Instant, attempt: Attempt): Promise<void> {
  const sources = sourcesOf(attempt);
  const wait = await records.transaction().execute(async (tx) => {
    const failures = new Map<string, number>();
    let longest = 0;
    for (const { source, scope } of sources) {
      const row = await lockedRow(tx, source, now);
      const counted = now - row.last_at.getTime() > FORGET_MILLISECONDS ? 0 : row.failures;
      failures.set(source, counted);
      if (counted >= FREE_FAILURES[scope]) longest = Math.max(longest, row.last_at.getTime() + waitAfter(counted, scope) - now);
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
 * After a correct password, the login's failures are deleted. For the address, only this attempt is, because its sender may still guess
 * other logins.
 */
export async function forgetAttempts(records: Records, attempt: Attempt): Promise<void> {
  for (const { source, scope } of sourcesOf(attempt))
    if (scope === "address") await subtractOne(records, source);
    else await records.deleteFrom("login_attempts").where("source", "=", source).execute();
}

/** Uncounts one attempt that was neither a failure nor a complete sign-in. Earlier failures stay. */
export async function takeBackAttempt(records: Records, attempt: Attempt): Promise<void> {
  for (const { source } of sourcesOf(attempt)) await subtractOne(records, source);
}

async function subtractOne(records: Records, source: string): Promise<void> {
  await records
    .updateTable("login_attempts")
    .set(({ eb }) => ({ failures: eb("failures", "-", 1) }))
    .where("source", "=", source)
    .where("failures", ">", 0)
    .execute();
}

/** Deletes what was counted more than a day ago. */
export async function forgetOldAttempts({ records, clock }: Pick<Ctx, "records" | "clock">): Promise<void> {
  await records
    .deleteFrom("login_attempts")
    .where("last_at", "<", new Date(clock() - FORGET_MILLISECONDS))
    .execute();
}

/** The row is inserted before it is locked, so that simultaneous first attempts wait for one another. */
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

/** Locks rows in a fixed order. Otherwise two attempts could each wait for the other's row. */
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
