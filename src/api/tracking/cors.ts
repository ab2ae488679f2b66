import type { FastifyInstance } from "fastify";

/** Pages of every site may send, because a key authenticates here and no cookie. Answers contain no data and are not cached. */
export function openToPages(v1: FastifyInstance): void {
  v1.addHook("onRequest", async (_request, reply) => {
    reply.headers({
      "access-control-allow-origin": "*",
      "access-control-expose-headers": "retry-after, x-request-id",
      "cross-origin-resource-policy": "cross-origin",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "cache-control": "no-store",
    });
  });
  v1.options("/*", { schema: { hide: true } }, async (request, reply) =>
    reply
      .code(204)
      .headers({
        "access-control-allow-methods": "POST",
        "access-control-allow-headers":
          request.headers["access-control-request-headers"] ?? "authorization, content-type, content-encoding",
        "access-control-max-age": "86400",
      })
      .send(),
  );
}
