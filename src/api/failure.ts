import type { FastifyReply, FastifyRequest } from "fastify";
import { formatSize } from "../app/index.ts";
import { asProblem } from "../engine/index.ts";
import type { ProblemDetails } from "../contract/index.ts";
import { problem, type Lang, type Log, type Problem } from "../kernel/index.ts";

/** The only error mapper: every thrown value becomes problem details (RFC 9457) in the caller's language, with the fields of `more`. */
export function sendFailure(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log, more: object = {}): FastifyReply {
  const failure = fromFramework(error, request) ?? asProblem(error, request.id);
  if (failure.status >= 500) log.error({ requestId: request.id, err: error }, failure.code);
  if (failure.status === 401) void reply.header("www-authenticate", 'Bearer realm="tagwise"');
  const seconds = failure.params["seconds"];
  if (failure.status === 429 && typeof seconds === "number") void reply.header("retry-after", seconds);
  return reply
    .code(failure.status)
    .type("application/problem+json; charset=utf-8")
    .header("content-language", request.lang === "zh" ? "zh-CN" : "en")
    .serializer(JSON.stringify)
    .send({ ...more, ...detailsOf(failure, request.lang, request.id) });
}

export function detailsOf(failure: Problem, lang: Lang, requestId: string): ProblemDetails {
  const { issues: _, ...params } = failure.params;
  return {
    type: `urn:tagwise:error:${failure.code}`,
    title: failure.code,
    status: failure.status,
    detail: failure.text(lang),
    code: failure.code,
    zh: failure.zh,
    en: failure.en,
    params,
    ...(failure.issues.length > 0 && { issues: [...failure.issues] }),
    requestId,
  };
}

/** The problem for an error of Fastify or its plugins about the request; undefined for other errors. */
function fromFramework(error: unknown, request: FastifyRequest): Problem | undefined {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const reason = typeof message === "string" ? message : "";
  switch (code) {
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
      return problem("JSON_MALFORMED", { reason }, error);
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return problem("BODY_TOO_LARGE", { limit: formatSize(request.routeOptions.bodyLimit ?? 0) }, error);
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
    case "FST_ERR_CTP_INVALID_TYPE":
      return problem("MEDIA_TYPE_UNSUPPORTED", { type: request.headers["content-type"] ?? "" }, error);
    case "FST_CP_ERR_INVALID_CONTENT":
    case "FST_CP_ERR_INVALID_CONTENT_ENCODING":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
    case "FST_ERR_BAD_URL":
    case "FST_ERR_MAX_PARAM_LENGTH":
    case "ERR_INVALID_CHAR":
      return problem("REQUEST_MALFORMED", { reason }, error);
    default:
      return undefined;
  }
}
