import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { newId } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { hashSecret, randomSecret } from "../secrets/secret.ts";
import { endOfSession, type SignedIn } from "./sessions.ts";

/** Most characters stored of a browser's user agent. */
const AGENT_CHARACTERS = 300;

/** Where a session is opened from, for the list of sessions. */
export interface SessionPlace {
  readonly address: string;
  readonly agent?: string | undefined;
}

/** Opens a session of the person in `ctx.actor`. Its token is only in this answer. */
export async function openSession(tx: RecordsTx, ctx: Ctx, { address, agent = "" }: SessionPlace): Promise<SignedIn> {
  const now = ctx.clock();
  const token = randomSecret();
  const expires = endOfSession(now, now);
  await tx
    .insertInto("sessions")
    .values({
      token: hashSecret(token),
      id: newId(now),
      person: ctx.actor.id,
      address,
      agent: agent.toWellFormed().replaceAll("\0", "").slice(0, AGENT_CHARACTERS),
      created_at: new Date(now),
      seen_at: new Date(now),
      expires_at: expires,
    })
    .execute();
  await audit(tx, ctx, "session.open", { address });
  return { token, expires, actor: ctx.actor };
}
