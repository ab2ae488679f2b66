import type { FastifyInstance } from "fastify";
import type { App } from "../app/index.ts";

/** The web application loads everything from this server. Components write inline styles, but there are no inline scripts. */
export const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Sets the headers of every answer. */
export function setSecurityHeaders(server: FastifyInstance, { config }: App): void {
  // A proxy that terminates TLS may not report it. People still use https, so the configured address decides.
  const comesByHttps = config.publicUrl?.startsWith("https:") === true;
  server.addHook("onRequest", async (request, reply) => {
    const isData = request.url.startsWith("/api/") && !request.url.startsWith("/api/docs");
    reply.headers({
      "x-request-id": request.id,
      "content-security-policy": isData ? DATA_POLICY : PAGE_POLICY,
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
      ...((comesByHttps || request.protocol === "https") && { "strict-transport-security": "max-age=31536000" }),
      ...(isData && { "cache-control": "no-store" }),
    });
  });
}
