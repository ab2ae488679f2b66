import type { FastifyRequest } from "fastify";
import { readSession, type SignedIn } from "../access/index.ts";
import type { Handled } from "./route.ts";
import type { Operation, SessionShape } from "../contract/index.ts";
import { setSessionCookie } from "./cookie.ts";

/** Where a session is opened from, for throttling and the list of sessions. */
export function placeOf({ ip, headers }: FastifyRequest): { readonly address: string; readonly agent: string | undefined } {
  return { address: ip, agent: headers["user-agent"] };
}

/** Sets the cookie of a new session and answers who is signed in. */
export async function answerSession(
  { ctx, app, request, reply }: Pick<Handled<Operation>, "ctx" | "app" | "request" | "reply">,
  { token, expires, actor }: SignedIn,
): Promise<SessionShape & { live: string }> {
  setSessionCookie(app, request, reply, token, expires);
  const live = await app.pulse.position();
  return { ...(await readSession({ ctx: { ...ctx, actor }, input: {} })), live };
}
