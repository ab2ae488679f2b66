import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { InjectOptions } from "fastify";
import type { App } from "./compose.ts";

/** One request to the API. `path` begins with `/api` and carries the query. */
export interface LocalRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON text, or a file on its way. */
  readonly body?: string | Readable;
  readonly signal?: AbortSignal;
}

export interface LocalResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Readable;
}

const HEADER = "x-tagwise-local";
const secret = randomBytes(32).toString("base64url");

/** Calls the API inside this process, without a network, as the machine's operator. Closing it does not close the app. */
export function localTransport(app: App): { request(request: LocalRequest): Promise<LocalResponse>; close(): Promise<void> } {
  return {
    async request({ method, path, headers, body, signal }) {
      const server = await app.operations();
      const response = await server.inject({
        method: method as NonNullable<InjectOptions["method"]>,
        url: path,
        headers: { ...headers, [HEADER]: secret },
        ...(body !== undefined && { payload: body }),
        ...(signal && { signal }),
        payloadAsStream: true,
      });
      return { status: response.statusCode, headers: response.headers as LocalResponse["headers"], body: response.stream() };
    },
    async close() {},
  };
}

/**
 * Whether a request comes from `localTransport` of this process. What came over a network has a real socket and is refused whatever
 * it sends; the secret, which never leaves the process, tells the operator from other requests made in memory.
 */
export function isLocalRequest(raw: IncomingMessage): boolean {
  if (raw.socket instanceof Socket) return false;
  const given = raw.headers[HEADER];
  return typeof given === "string" && timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
