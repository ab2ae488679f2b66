import type { FastifyInstance } from "fastify";
import type { Log } from "../kernel/index.ts";

/** One line per request. The route's pattern stands for the path, which may name a person, and the query is left out. */
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
