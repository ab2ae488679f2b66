import type { FastifyReply, FastifyRequest } from "fastify";
import { actorOfCachedKey, actorOfSession, ANONYMOUS, KEY_PREFIX, OPERATOR } from "../access/index.ts";
import { isLocalRequest, type App } from "../app/index.ts";
import { Problem, problem, type Actor } from "../kernel/index.ts";
import { sessionToken, setSessionCookie } from "./cookie.ts";
import { requireSameOrigin } from "./origin.ts";

/**
 * The actor of a request: the operator inside this process, a program by its key, a person by the session cookie, or nobody.
 * A key takes precedence over a cookie. A public operation ignores a session that has ended.
 * @throws KEY_INVALID, SESSION_ENDED, SIGN_IN_NEEDED, ORIGIN_REFUSED
 */
export async function authenticate(app: App, request: FastifyRequest, reply: FastifyReply, isPublic: boolean): Promise<Actor> {
  const { engine, config } = app;
  if (isLocalRequest(request.raw)) return OPERATOR;
  const { authorization } = request.headers;
  if (authorization !== undefined) return actorOfCachedKey(engine, keyIn(authorization), Date.now());
  const token = sessionToken(request);
  requireSameOrigin(request, config.publicUrl, token !== undefined && !isPublic);
  if (token === undefined) {
    if (isPublic) return ANONYMOUS;
    throw problem("SIGN_IN_NEEDED", {});
  }
  try {
    const { actor, extended } = await actorOfSession(engine.records, token, Date.now());
    if (extended) setSessionCookie(app, request, reply, token, extended);
    return actor;
  } catch (error) {
    if (isPublic && error instanceof Problem && error.code === "SESSION_ENDED") return ANONYMOUS;
    throw error;
  }
}

function keyIn(authorization: string): string {
  const key = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (!key?.startsWith(KEY_PREFIX)) throw problem("KEY_INVALID", {});
  return key;
}
