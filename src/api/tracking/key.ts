import type { FastifyRequest } from "fastify";
import { actorOfCachedKey, KEY_PREFIX } from "../../access/index.ts";
import type { App } from "../../app/index.ts";
import { problem, type Actor } from "../../kernel/index.ts";

/** The sender by the key in the header; undefined if there is none, so the body must have it. Cookies are ignored. @throws KEY_INVALID */
export async function senderOfHeader(app: App, request: FastifyRequest): Promise<Actor | undefined> {
  const { authorization } = request.headers;
  return authorization === undefined ? undefined : senderOf(app, keyIn(authorization));
}

/** The sender by the key in the body. Beacons of browsers cannot set headers. @throws WRITE_KEY_MISSING, KEY_INVALID */
export async function senderOfBody(app: App, body: unknown): Promise<Actor> {
  const key = typeof body === "object" && body !== null ? (body as { writeKey?: unknown }).writeKey : undefined;
  if (key === undefined || key === null || key === "") throw problem("WRITE_KEY_MISSING", {});
  return senderOf(app, typeof key === "string" ? key : "");
}

function senderOf(app: App, key: string): Promise<Actor> {
  if (!key.startsWith(KEY_PREFIX) || key.length > 100) throw problem("KEY_INVALID", {});
  return actorOfCachedKey(app.engine, key, Date.now());
}

/** `Basic base64(key:)` as Segment's libraries send it, or `Bearer key`. */
function keyIn(authorization: string): string {
  const [, scheme, value = ""] = /^(Basic|Bearer) +(\S+)$/i.exec(authorization) ?? [];
  if (scheme?.toLowerCase() === "bearer") return value;
  return scheme === undefined ? "" : Buffer.from(value, "base64").toString("utf8").split(":", 1)[0]!;
}
