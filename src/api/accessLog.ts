import type { FastifyInstance } from "fastify";
import type { Log } from "../kernel/index.ts";

/** One line per request. It logs the route's pattern and no query, because paths and queries may contain personal data. */
export function logRequests(server: FastifyInstance, log: Log): void {
  server.addHook("onResponse", async (request, reply) => {
    const { routeOptions, ctx } = request;
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: routeOptions.url ?? "(none)",
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        actor: `${ctx.actor.kind}:${ctx.actor.id}`,
        address: request.ip,
      },
      "request",
    );
  });
}
