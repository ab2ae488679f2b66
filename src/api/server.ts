import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import Fastify, { type FastifyInstance } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import { constants } from "node:zlib";
import { isLocalRequest, type App } from "../app/index.ts";
import { problem } from "../kernel/index.ts";
import { logRequests } from "./accessLog.ts";
import { registerDocs } from "./docs.ts";
import { sendFailure } from "./failure.ts";
import { setSecurityHeaders } from "./headers.ts";
import { registerHealth } from "./health.ts";
import { readJsonBodies, readNothing } from "./bodies.ts";
import { unanswered } from "./notFound.ts";
import { describeApi } from "./openapi.ts";
import { answerHandedOver, decorate, registerBinding, registerMissing } from "./register.ts";
import { rateLimitStore } from "./rateLimit.ts";
import { requestIdOf } from "./requestId.ts";
import { missingOperations, ROUTES } from "./routes/index.ts";
import { registerTracking } from "./tracking/routes.ts";
import { serveSnippet } from "./tracking/snippet.ts";
import "./types.ts";
import { VERSION } from "./version.ts";
import { serveWeb } from "./web.ts";

const BODY_BYTES = 8 * 2 ** 20;
/** The longest path parameter. Paths contain percent-encoded identities and names. */
const PARAM_CHARACTERS = 8_000;

/** Makes the server of the HTTP API and the web application. It is ready for requests but does not listen. */
export async function buildServer(app: App): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    trustProxy: app.config.trustedProxies > 0 && ((_address: string, hop: number) => hop < app.config.trustedProxies),
    genReqId: requestIdOf,
    routerOptions: { maxParamLength: PARAM_CHARACTERS, ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => void sendFailure(error, request, reply, app.log),
  });
  server.setValidatorCompiler(() => (value) => ({ value }));
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler((error, request, reply) => sendFailure(error, request, reply, app.log));
  server.setNotFoundHandler((request, reply) => sendFailure(unanswered(request, reply), request, reply, app.log));
  decorate(server, app);
  answerHandedOver(app, ROUTES);
  setSecurityHeaders(server, app);
  logRequests(server, app.log);
  await server.register(cookie);
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
  await server.register(
    async (api) => {
      readJsonBodies(api);
      for (const binding of ROUTES) if (!binding.options.rawBody) registerBinding(api, app, binding);
      for (const operation of missingOperations()) registerMissing(api, app, operation);
      await api.register(async (raw) => {
        readNothing(raw);
        for (const binding of ROUTES) if (binding.options.rawBody) registerBinding(raw, app, binding);
      });
    },
    { prefix: "/api" },
  );
  await server.register((v1) => registerTracking(v1, app), { prefix: "/v1" });
  serveSnippet(server);
  serveWeb(server);
  await server.ready();
  return server;
}
