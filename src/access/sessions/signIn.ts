import type { Records, Verb } from "../../engine/index.ts";
import { problem, type Instant } from "../../kernel/index.ts";
import { actorOf } from "../actors/actors.ts";
import { normaliseLogin } from "../people/normaliseLogin.ts";
import { hashPassword, isOutdated, verifyPassword } from "../people/password.ts";
import { openSession } from "./openSession.ts";
import type { SignedIn } from "./sessions.ts";
import { countAttempt, forgetAttempts, takeBackAttempt } from "./loginWaits.ts";
import { acceptCode } from "../twoFactor/secondStep.ts";
import type { Seal } from "../secrets/seal.ts";

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** The second step: a code of the authenticator, or a recovery code. */
  readonly code?: string | undefined;
  readonly seal: Seal;
  /** The address of the request, for throttling and the list of sessions. */
  readonly address: string;
  /** The browser's user agent, for the list of sessions. */
  readonly agent?: string | undefined;
}

/**
 * Checks login and password and opens a session. Any caller may use it.
 * @throws LOGIN_WRONG, which takes the same time for an unknown login as for a wrong password; LOGIN_THROTTLED; with a second step CODE_NEEDED,
 * CODE_WRONG, CODE_USED
 */
export async function signIn({ ctx, input }: Verb<SignIn>): Promise<SignedIn> {
  const login = normaliseLogin(input.login);
  const now = ctx.clock();
  const attempt = { login, address: input.address, familiar: await isFamiliar(ctx.records, login, input.address, now) };
  await countAttempt(ctx.records, now, attempt);
  const person = await ctx.records
    .selectFrom("people")
    .selectAll()
    .where("login", "=", login)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  if (!(await verifyPassword(person?.password, input.password)) || !person) throw problem("LOGIN_WRONG", {});
  const renewed = isOutdated(person.password) ? await hashPassword(input.password) : undefined;
  // Only this attempt is taken back. Deleting all would let somebody who has the password try codes without end.
  if (person.totp !== null && !input.code) {
    await takeBackAttempt(ctx.records, attempt);
    throw problem("CODE_NEEDED", {});
  }
  const actor = actorOf("person", person.id, person.name, person.role, person.department);
  const signedIn = await ctx.records.transaction().execute(async (tx) => {
    if (person.totp !== null) await acceptCode(tx, { ...ctx, actor }, input.seal, person, input.code ?? "");
    if (renewed) await tx.updateTable("people").set({ password: renewed }).where("id", "=", person.id).execute();
    return openSession(tx, { ...ctx, actor }, input);
  });
  await forgetAttempts(ctx.records, { ...attempt, familiar: false });
  return signedIn;
}

/** Whether a session with this login exists from this address. */
async function isFamiliar(records: Records, login: string, address: string, now: Instant): Promise<boolean> {
  const session = await records
    .selectFrom("sessions")
    .innerJoin("people", "people.id", "sessions.person")
    .select("sessions.id")
    .where("people.login", "=", login)
    .where("sessions.address", "=", address)
    .where("sessions.expires_at", ">", new Date(now))
    .executeTakeFirst();
  return session !== undefined;
}
