import type { FastifyRequest } from "fastify";
import { problem } from "../kernel/index.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a changing request that a page of another site made in a person's name. Browsers say where a request comes from
 * (Sec-Fetch-Site, Origin) and pages cannot forge it. Another port of this host is another site too. `required`: a request that
 * says nothing is refused as well, because it carries a session cookie and only browsers should.
 * @throws ORIGIN_REFUSED
 */
export function requireSameOrigin(request: FastifyRequest, publicUrl: string | undefined, required: boolean): void {
  if (SAFE.has(request.method)) return;
  const { origin } = request.headers;
  const site = request.headers["sec-fetch-site"];
  if (typeof site === "string") {
    if (site === "same-origin" || site === "none") return;
    throw problem("ORIGIN_REFUSED", { origin: origin ?? site });
  }
  if (origin !== undefined) {
    if (ownOrigins(request, publicUrl).includes(origin)) return;
    throw problem("ORIGIN_REFUSED", { origin });
  }
  if (required) throw problem("ORIGIN_REFUSED", { origin: "?" });
}

function ownOrigins(request: FastifyRequest, publicUrl: string | undefined): string[] {
  const own = `${request.protocol}://${request.host}`;
  return publicUrl ? [own, new URL(publicUrl).origin] : [own];
}
