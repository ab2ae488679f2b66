import type { FastifyReply, FastifyRequest } from "fastify";
import { OPERATIONS } from "../contract/index.ts";
import { nearest, problem, type Problem } from "../kernel/index.ts";

const PATTERNS = OPERATIONS.map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^/api${path.replaceAll(/:[a-z]+/gi, "[^/]+")}/?$`),
  path: `/api${path}`,
}));

/** Answers requests without a route: the path exists for other methods only, or it does not exist. */
export function unanswered(request: FastifyRequest, reply: FastifyReply): Problem {
  const { method } = request;
  const path = request.url.split("?", 1)[0]!;
  const allowed = PATTERNS.filter(({ pattern }) => pattern.test(path)).map((each) => each.method);
  if (allowed.length > 0) {
    void reply.header("allow", allowed.join(", "));
    return problem("METHOD_WRONG", { method, path, allowed });
  }
  return problem("ROUTE_UNKNOWN", { method, path, suggestion: nearest(path, new Set(PATTERNS.map((each) => each.path))) });
}
