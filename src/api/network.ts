import compress from "@fastify/compress";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { constants } from "node:zlib";
import { isLocalRequest, type App } from "../app/index.ts";
import { problem } from "../kernel/index.ts";
import { registerDocs } from "./docs.ts";
import { registerHealth } from "./health.ts";
import { describeApi } from "./openapi.ts";
import { rateLimitStore } from "./rateLimitStore.ts";
import { registerTracking } from "./tracking/routes.ts";
import { serveSnippet } from "./tracking/snippet.ts";
import { VERSION } from "./version.ts";
import { serveWeb } from "./web.ts";

/**
 * Adds what only callers over the network use: compression, limits of requests, the description of the API, health, tracking and the web
 * application. Its hooks act on the routes that are registered after it, so it comes before the operations.
 */
export async function addNetworkParts(server: FastifyInstance, app: App): Promise<void> {
  await server.register(compress, { brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } });
  await server.register(rateLimit, {
    global: false,
    store: rateLimitStore(app),
    allowList: (request) => isLocalRequest(request.raw),
    errorResponseBuilder: (_request, { ttl }) => problem("RATE_LIMITED", { seconds: Math.ceil(ttl / 1000) }),
  });
  await describeApi(server, app, VERSION);
  registerHealth(server, app);
  registerDocs(server);
  await server.register((v1) => registerTracking(v1, app), { prefix: "/v1" });
  serveSnippet(server);
  serveWeb(server);
}
