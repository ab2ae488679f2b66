import type { Ctx, Records } from "../../engine/index.ts";
import { problem, type Actor, type Instant } from "../../kernel/index.ts";
import { actorOf } from "../actors/actors.ts";
import { hashSecret } from "../secrets/secret.ts";

/** A session ends this long after its last use. */
const IDLE_MILLISECONDS = 30 * 24 * 3_600_000;
/** It also ends this long after the sign-in, so that a stolen cookie does not work for ever. */
export const LONGEST_SESSION_MILLISECONDS = 90 * 24 * 3_600_000;
/** Least time between two updates of a session's last use. */
const SEEN_MILLISECONDS = 3_600_000;

/** The end of a session that is used now. */
export function endOfSession(signedIn: Instant, now: Instant): Date {
  return new Date(Math.min(now + IDLE_MILLISECONDS, signedIn + LONGEST_SESSION_MILLISECONDS));
}

export interface SignedIn {
  /** The cookie's value. Only its hash is stored. */
  readonly token: string;
  readonly expires: Date;
  readonly actor: Actor;
}

export interface FoundSession {
  readonly actor: Actor;
  /** The session's new end if this use extended it, for the cookie; else null. */
  readonly extended: Date | null;
}

/**
 * The person of a session cookie. Each use extends the session, at most to LONGEST_SESSION_MILLISECONDS after the sign-in.
 * @throws SESSION_ENDED
 */
export async function actorOfSession(records: Records, token: string, now: Instant): Promise<FoundSession> {
  const hash = hashSecret(token);
  const found = await records
    .selectFrom("sessions")
    .innerJoin("people", "people.id", "sessions.person")
    .select(["people.id", "people.name", "people.role", "people.department", "sessions.seen_at", "sessions.created_at"])
    .where("sessions.token", "=", hash)
    .where("sessions.expires_at", ">", new Date(now))
    .where("people.disabled_at", "is", null)
    .executeTakeFirst();
  if (!found) throw problem("SESSION_ENDED", {});
  const actor = actorOf("person", found.id, found.name, found.role, found.department);
  if (now - found.seen_at.getTime() < SEEN_MILLISECONDS) return { actor, extended: null };
  const extended = endOfSession(found.created_at.getTime(), now);
  await records
    .updateTable("sessions")
    .set({ seen_at: new Date(now), expires_at: extended })
    .where("token", "=", hash)
    .execute();
  return { actor, extended };
}

/** Deletes sessions that have ended. */
export async function forgetSessions({ records, clock }: Pick<Ctx, "records" | "clock">): Promise<void> {
  await records.deleteFrom("sessions").where("expires_at", "<", new Date(clock())).execute();
}
