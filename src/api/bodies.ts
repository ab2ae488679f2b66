import type { FastifyInstance } from "fastify";
import { problem } from "../kernel/index.ts";

/** JSON bodies. None at all is allowed: operations whose body is optional are called without one. Keys that would reach prototypes are refused. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeContentTypeParser("application/json");
  addJsonParser(server, "application/json");
  server.removeContentTypeParser("text/plain");
}

/** Bodies that are JSON whatever they say they are: beacons call theirs text, so that browsers ask no permission first. */
export function readJsonText(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  addJsonParser(server, "*");
}

function addJsonParser(server: FastifyInstance, type: string): void {
  const parse = server.getDefaultJsonParser("error", "error");
  server.addContentTypeParser<string>(type, { parseAs: "string" }, (request, text, done) => {
    if (text.trim() === "") return done(null, undefined);
    void parse(request, text, (error, body) =>
      error ? done(problem("JSON_MALFORMED", { reason: reasonOf(text) }, error)) : done(null, body),
    );
  });
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
