import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from "@fastify/rate-limit";
import { countRequest } from "../access/index.ts";
import type { App } from "../app/index.ts";

/** What the plugin gives a store for a route; its types do not say so. */
interface RouteLimit {
  readonly routeInfo: { readonly url: string };
}

/** Where requests of a minute are counted: in the records, for several processes may answer one caller. */
export function rateLimitStore({ engine: { records } }: Pick<App, "engine">): FastifyRateLimitStoreCtor {
  const storeOf = (operation: string): FastifyRateLimitStore => ({
    incr(caller, tell, windowMilliseconds = 60_000) {
      countRequest(records, operation, caller, windowMilliseconds)
        .then((count) => tell(null, count))
        .catch((error: Error) => tell(error));
    },
    // Each operation with a limit has counts of its own.
    child: (options) => storeOf((options as unknown as RouteLimit).routeInfo.url),
  });
  return class {
    incr = storeOf("").incr;
    child = storeOf("").child;
  };
}
