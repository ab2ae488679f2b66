import type { FastifyInstance, FastifyRequest } from "fastify";
import { ExactNumber, parseJson, problem } from "../kernel/index.ts";

/**
 * Parses JSON bodies. An empty body is allowed, because some operations have an optional body. Numbers keep all digits. Keys that would
 * change prototypes are refused, except in messages: there one bad message must not reject the whole request.
 */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeContentTypeParser("application/json");
  addJsonParser(server, "application/json", ({ routeOptions }) =>
    routeOptions.config.messages === true ? parseJson : (text) => withoutPrototypes(text),
  );
  server.removeContentTypeParser("text/plain");
}

/** Parses bodies of messages as JSON whatever their content type. Beacons send text/plain, so that the browser needs no CORS preflight. */
export function readJsonText(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  addJsonParser(server, "*", () => parseJson);
}

function addJsonParser(server: FastifyInstance, type: string, parserOf: (request: FastifyRequest) => (text: string) => unknown): void {
  server.addContentTypeParser<string>(type, { parseAs: "string" }, (request, text, done) => {
    if (text.trim() === "") return done(null, undefined);
    let body: unknown;
    try {
      body = parserOf(request)(text);
    } catch (error) {
      return done(problem("JSON_MALFORMED", { reason: (error as Error).message }, error as Error));
    }
    done(null, body);
  });
}

/** Converts numbers that a double cannot hold to text. Rules and settings accept both. */
function withoutPrototypes(text: string): unknown {
  return parseJson(text, (key, value) => {
    if (key === "__proto__" || (key === "constructor" && typeof value === "object" && value !== null && Object.hasOwn(value, "prototype")))
      throw new SyntaxError(key);
    return value instanceof ExactNumber ? value.text : value;
  });
}

/** Passes file bodies to the handler as a stream, whatever their content type. */
export function readNothing(server: FastifyInstance): void {
  server.addHook("onRequest", async (request) => {
    request.raw.headers["content-type"] = "application/octet-stream";
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
}
