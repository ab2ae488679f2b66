import type { Verb } from "../engine/index.ts";
import { problem } from "../kernel/index.ts";
import { actorOf } from "./actors.ts";
import { audit } from "./audit.ts";
import { normaliseLogin } from "./login.ts";
import { hashPassword, isOutdated, verifyPassword } from "./password.ts";
import { hashSecret, randomSecret } from "./secret.ts";
import { SESSION_MILLISECONDS, type SignedIn } from "./sessions.ts";
import { countAttempt, forgetAttempts } from "./throttle.ts";

export interface SignIn {
  readonly login: string;
  readonly password: string;
  /** Where the request comes from, for throttling. */
  readonly address: string;
}

/**
 * Checks login and password and opens a session. Anybody may call it.
 * @throws LOGIN_WRONG, in the same time for an unknown login as for a wrong password; LOGIN_THROTTLED
 */
export async function signIn({ ctx, input }: Verb<SignIn>): Promise<SignedIn> {
  const login = normaliseLogin(input.login);
  const now = ctx.clock();
  await countAttempt(ctx.records, now, login, input.address);
  const person = await ctx.records
    .selectFrom("people")
    .selectAll()
    .where("login", "=", login)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  if (!(await verifyPassword(person?.password, input.password)) || !person) throw problem("LOGIN_WRONG", {});
  const renewed = isOutdated(person.password) ? await hashPassword(input.password) : undefined;
  await forgetAttempts(ctx.records, login, input.address);
  const token = randomSecret();
  const expires = new Date(now + SESSION_MILLISECONDS);
  const actor = actorOf("person", person.id, person.name, person.role);
  await ctx.records.transaction().execute(async (tx) => {
    await tx.deleteFrom("sessions").where("expires_at", "<", new Date(now)).execute();
    if (renewed) await tx.updateTable("people").set({ password: renewed }).where("id", "=", person.id).execute();
    await tx
      .insertInto("sessions")
      .values({ token: hashSecret(token), person: person.id, created_at: new Date(now), seen_at: new Date(now), expires_at: expires })
      .execute();
    await audit(tx, { ...ctx, actor }, "session.open", { login });
  });
  return { token, expires, actor };
}
