import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { BlockList, isIPv6, Socket } from "node:net";
import type { Readable } from "node:stream";
import type { InjectOptions } from "fastify";
import { OWNER_HEADER } from "../engine/index.ts";
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

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8);
LOOPBACK.addAddress("::1", "ipv6");

const HEADER = "x-tagwise-local";
const secret = randomBytes(32).toString("base64url");
/** What commands of the data directory's owner send to this process. The lock of the directory tells them; nobody else reads that. */
export const ownerToken = randomBytes(32).toString("base64url");

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
 * Whether a request comes from the machine's operator: from `localTransport` of this process, told by a secret that never leaves it, or
 * from a command of the data directory's owner, told by the token. A token that comes from another machine is refused: there nobody can
 * have read it rightly.
 */
export function isLocalRequest({ socket, headers }: IncomingMessage): boolean {
  if (socket instanceof Socket) return isOfThisMachine(socket) && isEqual(headers[OWNER_HEADER], ownerToken);
  return isEqual(headers[HEADER], secret);
}

/** By the loopback interface, or by an address of the machine itself where the server listens at that one only. */
function isOfThisMachine({ remoteAddress, localAddress }: Socket): boolean {
  if (remoteAddress === undefined) return false;
  return LOOPBACK.check(remoteAddress, isIPv6(remoteAddress) ? "ipv6" : "ipv4") || remoteAddress === localAddress;
}

function isEqual(given: unknown, expected: string): boolean {
  return typeof given === "string" && timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
