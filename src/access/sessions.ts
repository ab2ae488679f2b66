import type { Records } from "../engine/index.ts";
import { problem, type Actor, type Instant } from "../kernel/index.ts";
import { actorOf } from "./actors.ts";
import { hashSecret } from "./secret.ts";

/** A session ends this long after its last use … */
const IDLE_MILLISECONDS = 30 * 24 * 3_600_000;
/** … and this long after the sign-in, however much it is used: a stolen cookie does not work for ever. */
export const LONGEST_SESSION_MILLISECONDS = 90 * 24 * 3_600_000;
/** Use is written down at most this often. */
const SEEN_MILLISECONDS = 3_600_000;

/** When a session of a sign-in ends that is used now. */
export function endOfSession(signedIn: Instant, now: Instant): Date {
  return new Date(Math.min(now + IDLE_MILLISECONDS, signedIn + LONGEST_SESSION_MILLISECONDS));
}

export interface SignedIn {
  /** Goes into the cookie; only its hash is stored. */
  readonly token: string;
  readonly expires: Date;
  readonly actor: Actor;
}

export interface FoundSession {
  readonly actor: Actor;
  /** The new end of the session when this use moved it, for the cookie; null otherwise. */
  readonly extended: Date | null;
}

/** Who a session cookie stands for. Use moves its end, up to LONGEST_SESSION_MILLISECONDS after the sign-in. @throws SESSION_ENDED */
export async function actorOfSession(records: Records, token: string, now: Instant): Promise<FoundSession> {
  const hash = hashSecret(token);
  const found = await records
    .selectFrom("sessions")
    .innerJoin("people", "people.id", "sessions.person")
    .select(["people.id", "people.name", "people.role", "sessions.seen_at", "sessions.created_at"])
    .where("sessions.token", "=", hash)
    .where("sessions.expires_at", ">", new Date(now))
    .where("people.disabled_at", "is", null)
    .executeTakeFirst();
  if (!found) throw problem("SESSION_ENDED", {});
  const actor = actorOf("person", found.id, found.name, found.role);
  if (now - found.seen_at.getTime() < SEEN_MILLISECONDS) return { actor, extended: null };
  const extended = endOfSession(found.created_at.getTime(), now);
  await records
    .updateTable("sessions")
    .set({ seen_at: new Date(now), expires_at: extended })
    .where("token", "=", hash)
    .execute();
  return { actor, extended };
}
