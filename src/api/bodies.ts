import type { FastifyInstance, FastifyRequest } from "fastify";
import { ExactNumber, parseJson, problem } from "../kernel/index.ts";

/**
 * JSON bodies. None at all is allowed: operations whose body is optional are called without one. Numbers keep their digits. Keys that would
 * reach prototypes are refused, but for messages: each of those has its own answer.
 */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeContentTypeParser("application/json");
  addJsonParser(server, "application/json", ({ routeOptions }) =>
    routeOptions.config.messages === true ? parseJson : (text) => withoutPrototypes(text),
  );
  server.removeContentTypeParser("text/plain");
}

/** Bodies of messages that are JSON whatever they say they are: beacons call theirs text, so that browsers ask no permission first. */
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

/** Numbers that a double cannot hold are texts here: what rules and settings compare with is read from either. */
function withoutPrototypes(text: string): unknown {
  return parseJson(text, (key, value) => {
    if (key === "__proto__" || (key === "constructor" && typeof value === "object" && value !== null && Object.hasOwn(value, "prototype")))
      throw new SyntaxError(key);
    return value instanceof ExactNumber ? value.text : value;
  });
}

/** Bodies that are files: whatever type they claim, or none, the handler gets the stream. */
export function readNothing(server: FastifyInstance): void {
  server.addHook("onRequest", async (request) => {
    request.raw.headers["content-type"] = "application/octet-stream";
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
}
