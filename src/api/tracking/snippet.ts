import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";

const SCRIPT = readFileSync(new URL("t.js", import.meta.url), "utf8");
const ETAG = `"${hash("sha256", SCRIPT, "hex").slice(0, 16)}"`;

/** Serves the tracking script to pages of every site. Browsers cache it for an hour. */
export function serveSnippet(server: FastifyInstance): void {
  server.get("/t.js", { schema: { hide: true } }, async (request, reply) => {
    reply.headers({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=3600",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      etag: ETAG,
    });
    return request.headers["if-none-match"] === ETAG ? reply.code(304).send() : SCRIPT;
  });
}
