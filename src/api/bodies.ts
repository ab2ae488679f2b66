import type { FastifyInstance } from "fastify";
import { problem } from "../kernel/index.ts";

/** JSON bodies. None at all is allowed: operations whose body is optional are called without one. Keys that would reach prototypes are refused. */
export function readJsonBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser("error", "error");
  server.removeContentTypeParser("application/json");
  server.addContentTypeParser<string>("application/json", { parseAs: "string" }, (request, text, done) => {
    if (text.trim() === "") return done(null, undefined);
    void parse(request, text, (error, body) =>
      error ? done(problem("JSON_MALFORMED", { reason: reasonOf(text) }, error)) : done(null, body),
    );
  });
  server.removeContentTypeParser("text/plain");
}

/** Where the text stops being JSON, as the runtime tells it. */
function reasonOf(text: string): string {
  try {
    JSON.parse(text);
    return "__proto__";
  } catch (error) {
    return (error as Error).message;
  }
}

/** Bodies that are files: whatever type they claim, or none, the handler gets the stream. */
export function readNothing(server: FastifyInstance): void {
  server.addHook("onRequest", async (request) => {
    request.raw.headers["content-type"] = "application/octet-stream";
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
}
