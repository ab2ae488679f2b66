import { Readable } from "node:stream";
import { problem } from "../../kernel/index.ts";
import type { ApiResponse, Transport } from "./types.ts";

// An import of node:http reads all that it exports, WebSocket among it, which loads undici: 35 ms of processor in every command.
const http = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");

/**
 * The API of a running server. `url` is its address, with the path before `/api` if a proxy adds one; `credentials` are headers that each
 * request gets.
 * @throws SERVER_ADDRESS_INVALID; requests throw SERVER_UNREACHABLE.
 */
export function httpTransport(url: string, credentials: Readonly<Record<string, string>>): Transport {
  const base = addressOf(url);
  // node:http instead of fetch: fetch gives up waiting for an answer while a long upload still runs.
  const { Agent, request } = base.protocol === "https:" ? https : http;
  const agent = new Agent({ keepAlive: true });
  // People also copy an address that ends in /api from the API's documentation.
  const prefix = base.pathname.replace(/(\/api)?\/*$/, "");
  return {
    request: (asked) =>
      new Promise<ApiResponse>((resolve, reject) => {
        const fail = (cause: unknown) =>
          reject(
            asked.signal?.aborted ? problem("INTERRUPTED", {}) : problem("SERVER_UNREACHABLE", { url, reason: reasonOf(cause) }, cause),
          );
        const outgoing = request(
          new URL(prefix + asked.path, base),
          { agent, method: asked.method, headers: { ...asked.headers, ...credentials }, ...(asked.signal && { signal: asked.signal }) },
          (incoming) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers as ApiResponse["headers"], body: incoming }),
        );
        outgoing.on("error", fail);
        if (asked.body instanceof Readable) {
          asked.body.on("error", (error) => outgoing.destroy(error));
          asked.body.pipe(outgoing);
        } else outgoing.end(asked.body);
      }),
    async close() {
      agent.destroy();
    },
  };
}

function addressOf(url: string): URL {
  const address = URL.parse(url);
  if (!address || !/^https?:$/.test(address.protocol)) throw problem("SERVER_ADDRESS_INVALID", { url });
  return address;
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return code ?? message;
}
