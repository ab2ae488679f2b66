import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { ANONYMOUS, auditShown, requireSomewhere } from "../access/index.ts";
import { HAND_OVER, type App } from "../app/index.ts";
import { ProblemDetails, type Operation } from "../contract/index.ts";
import { langOf, problem, requirePermission, type Log } from "../kernel/index.ts";
import { answeredOnce } from "./answered.ts";
import { authenticate } from "./authenticate.ts";
import { parseParts } from "./parse.ts";
import type { Binding } from "./route.ts";

/** The rate limiter counts requests per minute and address, for operations with a limit. */
export function registerBinding(server: FastifyInstance, app: App, { operation, options, handle }: Binding): void {
  server.route({
    method: operation.method,
    url: operation.path,
    exposeHeadRoute: false,
    schema: schemaOf(operation, options.rawBody === true, options.produces),
    config: {
      rateLimit: options.perMinute ? { max: options.perMinute, timeWindow: 60_000 } : false,
      operation: operation.id,
      messages: options.messages === true,
    },
    onRequest: async (request, reply) => {
      const actor = await authenticate(app, request, reply, operation.permission === "public");
      const reads = { customers: new Set<number>(), shown: new Set<string>() };
      request.ctx = app.context({
        actor,
        lang: request.lang,
        requestId: request.id,
        address: request.ip,
        log: withRequest(app.log, request),
        reads,
      });
    },
    // Listeners of this process get the change at once, without waiting for the next poll of the records.
    ...(operation.method !== "GET" && { onResponse: async () => app.pulse.poke() }),
    handler: async (request, reply) => {
      const { permission, tagAction } = operation;
      if (tagAction !== undefined) await requireSomewhere(request.ctx, tagAction);
      else if (permission !== "public" && permission !== "own") requirePermission(request.ctx, permission);
      const { params, query, body } = parseParts(operation, {
        params: request.params,
        query: request.query,
        body: options.rawBody ? undefined : request.body,
      });
      const asked = { operation: operation.id, params, query, body };
      const work = () =>
        options.byHolder && !app.holds()
          ? app.jobs.perform(request.ctx, HAND_OVER, asked)
          : handle({ ctx: request.ctx, app, params, query, body, request, reply } as Parameters<typeof handle>[0]);
      const answer = options.once ? await answeredOnce(request.ctx, request, work) : await work();
      // Before the answer is sent: data that was shown must be in the audit log, whatever fails afterwards.
      await auditShown(request.ctx, operation.id);
      if (reply.sent) return reply;
      return reply.code(operation.status).send(answer);
    },
  });
}

/** The same handlers answer requests that processes without the writer lease hand over. */
export function answerHandedOver(app: App, bindings: readonly Binding[]): void {
  const byId = new Map(bindings.filter(({ options }) => options.byHolder).map((binding) => [binding.operation.id, binding]));
  app.answersHandedOver(async (ctx, { operation, ...parts }) => {
    const binding = byId.get(operation);
    if (!binding) throw problem("NOT_READY", { operation });
    return binding.handle({ ctx, app, ...parts } as unknown as Parameters<Binding["handle"]>[0]);
  });
}

/** The answer of an operation without a handler. */
export function registerMissing(server: FastifyInstance, app: App, operation: Operation): void {
  registerBinding(server, app, {
    operation,
    options: {},
    handle: async () => {
      throw problem("NOT_READY", { operation: operation.id });
    },
  });
}

export function decorate(server: FastifyInstance, app: App): void {
  server.decorateRequest("ctx", null as never);
  server.decorateRequest("lang", "zh");
  server.addHook("onRequest", async (request) => {
    request.lang = langOf(request.headers["accept-language"]);
    request.ctx = app.context({ actor: ANONYMOUS, lang: request.lang, requestId: request.id });
  });
}

function withRequest(log: Log, { id: requestId }: FastifyRequest): Log {
  return {
    info: (details, message) => log.info({ requestId, ...details }, message),
    warn: (details, message) => log.warn({ requestId, ...details }, message),
    error: (details, message) => log.error({ requestId, ...details }, message),
  };
}

function schemaOf(operation: Operation, rawBody: boolean, produces: readonly string[] | undefined) {
  const { params, query, body, response, method } = operation;
  const filled = (schema: z.ZodType) => !(schema instanceof z.ZodObject) || Object.keys(schema.shape).length > 0;
  const stream = { content: Object.fromEntries((produces ?? ["application/octet-stream"]).map((type) => [type, { schema: z.any() }])) };
  return {
    operationId: operation.id,
    tags: [operation.room],
    summary: `${operation.summary.zh} · ${operation.summary.en}`,
    description: permissionText(operation),
    security: operation.permission === "public" ? [] : [{ key: [] }, { session: [] }],
    ...(filled(params) && { params }),
    ...(filled(query) && { querystring: query }),
    ...(method !== "GET" && filled(body) && { body }),
    ...(rawBody && { body: z.any(), consumes: ["application/octet-stream"] }),
    response: {
      [operation.status]: response instanceof z.ZodAny ? stream : response,
      default: { description: "Problem details (RFC 9457)", content: { "application/problem+json": { schema: ProblemDetails } } },
    },
  };
}

function permissionText({ permission }: Operation): string {
  switch (permission) {
    case "public":
      return "无需登录。Needs no sign-in.";
    case "own":
      return "任何已登录者，只限自己的内容。Anybody signed in, of what is their own.";
    default:
      return `需要权限 \`${permission}\`。Needs the permission \`${permission}\`.`;
  }
}
