import type { FastifyRequest } from "fastify";
import { problem } from "../kernel/index.ts";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a changing request that a page of another site made with a person's cookie. Browsers send the origin of a request
 * (Sec-Fetch-Site, Origin), and pages cannot forge it. Another port of this host is also another site. `required`: a request without
 * these headers is refused too, because it has a session cookie and so should come from a browser.
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

/** The origin that the request was sent to, such as `https://tags.example.com`. */
export function ownOrigin({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`;
}

function ownOrigins(request: FastifyRequest, publicUrl: string | undefined): string[] {
  const own = ownOrigin(request);
  return publicUrl ? [own, new URL(publicUrl).origin] : [own];
}
