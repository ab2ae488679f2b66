import type { Records } from "../engine/index.ts";
import { problem, type Actor, type Instant } from "../kernel/index.ts";
import { actorOf } from "./actors.ts";
import { hashSecret } from "./secret.ts";

/** A session ends this long after its last use. */
export const SESSION_MILLISECONDS = 30 * 24 * 3_600_000;
/** Use is written down at most this often. */
const SEEN_MILLISECONDS = 3_600_000;

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

/** Who a session cookie stands for; its end slides with use. @throws SESSION_ENDED */
export async function actorOfSession(records: Records, token: string, now: Instant): Promise<FoundSession> {
  const hash = hashSecret(token);
  const found = await records
    .selectFrom("sessions")
    .innerJoin("people", "people.id", "sessions.person")
    .select(["people.id", "people.name", "people.role", "sessions.seen_at"])
    .where("sessions.token", "=", hash)
    .where("sessions.expires_at", ">", new Date(now))
    .where("people.disabled_at", "is", null)
    .executeTakeFirst();
  if (!found) throw problem("SESSION_ENDED", {});
  const actor = actorOf("person", found.id, found.name, found.role);
  if (now - found.seen_at.getTime() < SEEN_MILLISECONDS) return { actor, extended: null };
  const extended = new Date(now + SESSION_MILLISECONDS);
  await records
    .updateTable("sessions")
    .set({ seen_at: new Date(now), expires_at: extended })
    .where("token", "=", hash)
    .execute();
  return { actor, extended };
}
