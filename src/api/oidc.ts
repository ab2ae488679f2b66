import type { FastifyReply, FastifyRequest } from "fastify";
import { OIDC_PATH, OIDC_SECONDS } from "../access/index.ts";
import type { App } from "../app/index.ts";
import { Problem } from "../kernel/index.ts";
import { ownOrigin } from "./origin.ts";

const COOKIE = "tagwise_oidc";

/** What the browser must bring back from the provider. */
export function pendingOidc(request: FastifyRequest): string | undefined {
  return request.cookies[COOKIE];
}

/** Lax: the provider's page leads back here by a link. */
export function setPendingOidc(app: App, request: FastifyRequest, reply: FastifyReply, pending: string): void {
  const secure = publicOrigin(app, request).startsWith("https:");
  reply.setCookie(COOKIE, pending, { path: OIDC_PATH, httpOnly: true, sameSite: "lax", secure, maxAge: OIDC_SECONDS });
}

export function clearPendingOidc(reply: FastifyReply): void {
  reply.clearCookie(COOKIE, { path: OIDC_PATH });
}

/** The origin that people use. */
export function publicOrigin({ config }: App, request: FastifyRequest): string {
  return config.publicUrl ? new URL(config.publicUrl).origin : ownOrigin(request);
}

/** Leads the browser on. It came here by a link, so that a failure is a page, not a problem in JSON. */
export async function leadOn(reply: FastifyReply, work: () => Promise<string>): Promise<never> {
  try {
    reply.redirect(await work(), 302);
  } catch (error) {
    const code = error instanceof Problem && error.code === "OIDC_UNKNOWN_PERSON" ? error.code : "OIDC_FAILED";
    reply.request.ctx.log.warn({ error }, "sign-in by OpenID Connect failed");
    reply.redirect(`/login?problem=${code}`, 302);
  }
  return undefined as never;
}
