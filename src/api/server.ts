import cookie from "@fastify/cookie";
import Fastify, { type FastifyInstance, type FastifyServerOptions } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import type { App, ServerUse } from "../app/index.ts";
import { logRequests } from "./accessLog.ts";
import { sendFailure } from "./failure.ts";
import { setSecurityHeaders } from "./headers.ts";
import { readJsonBodies, readNothing } from "./bodies.ts";
import { unanswered } from "./notFound.ts";
import { answerHandedOver, decorate, registerBinding, registerMissing } from "./register.ts";
import { requestIdOf } from "./requestId.ts";
import { missingOperations, ROUTES } from "./routes/index.ts";
import "./types.ts";

const BODY_BYTES = 8 * 2 ** 20;
/** The longest path parameter. Paths contain percent-encoded identities and names. */
const PARAM_CHARACTERS = 8_000;

/** zod prints answers. The handler parses the parts of a request with the operation's schemas. */
const COMPILERS = {
  buildValidator: () => () => (value: unknown) => ({ value }),
  buildSerializer: () => serializerCompiler,
} as unknown as NonNullable<NonNullable<FastifyServerOptions["schemaController"]>["compilersFactory"]>;

/**
 * Makes the server of the HTTP API and, for the network, of the web application and everything beside the API. It is ready for requests
 * but does not listen.
 */
export async function buildServer(app: App, use: ServerUse = "network"): Promise<FastifyInstance> {
  const server = Fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    trustProxy: app.config.trustedProxies > 0 && ((_address: string, hop: number) => hop < app.config.trustedProxies),
    genReqId: requestIdOf,
    // Given later, Fastify would have loaded its own already.
    schemaController: { compilersFactory: COMPILERS },
    routerOptions: { maxParamLength: PARAM_CHARACTERS, ignoreTrailingSlash: true },
    frameworkErrors: (error, request, reply) => void sendFailure(error, request, reply, app.log),
  });
  server.setErrorHandler((error, request, reply) => sendFailure(error, request, reply, app.log));
  server.setNotFoundHandler((request, reply) => sendFailure(unanswered(request, reply), request, reply, app.log));
  decorate(server, app);
  answerHandedOver(app, ROUTES);
  setSecurityHeaders(server, app);
  logRequests(server, app.log);
  await server.register(cookie);
  // A command calls the operations inside its own process: the rest would cost it a quarter of a second.
  if (use === "network") await (await import("./network.ts")).addNetworkParts(server, app);
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
  await server.ready();
  return server;
}
