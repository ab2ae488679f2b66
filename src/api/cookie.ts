import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../app/index.ts";

const COOKIE = "tagwise_session";

export function sessionToken(request: FastifyRequest): string | undefined {
  return request.cookies[COOKIE] || undefined;
}

/** Scripts cannot read it and other sites' forms do not send it. It is Secure if people use https. */
export function setSessionCookie(app: App, request: FastifyRequest, reply: FastifyReply, token: string, expires: Date): void {
  reply.setCookie(COOKIE, token, { ...flags(app, request), expires });
}

export function clearSessionCookie(app: App, request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(COOKIE, flags(app, request));
}

function flags(app: App, request: FastifyRequest) {
  const secure = request.protocol === "https" || app.config.publicUrl?.startsWith("https:") === true;
  return { path: "/", httpOnly: true, sameSite: "lax", secure } as const;
}
