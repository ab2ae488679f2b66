import type { IncomingMessage } from "node:http";
import type { LookupFunction } from "node:net";
import { problem, type Problem } from "../../kernel/index.ts";
import { resolveAllowed, type Allowance } from "./resolve.ts";

export interface OutboundRequest {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly allowance: Allowance;
  readonly timeoutMilliseconds: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Requests an address that a person entered. Only http or https, never an inner network unless allowed, only the address that was checked,
 * no redirects, no credentials of this process, within the time limit. The caller reads or destroys the body.
 * @throws ADDRESS_MALFORMED, ADDRESS_REFUSED, ADDRESS_UNKNOWN, ADDRESS_SILENT, ADDRESS_UNREACHABLE
 */
export async function requestOutbound(request: OutboundRequest): Promise<IncomingMessage> {
  const url = readAddress(request.url);
  const { address, family } = await resolveAllowed(url.hostname, request.allowance);
  const lookup: LookupFunction = (_host, options, done) => {
    if (options.all) (done as unknown as (error: null, found: object[]) => void)(null, [{ address, family }]);
    else done(null, address, family);
  };
  const timeout = AbortSignal.timeout(request.timeoutMilliseconds);
  const signal = request.signal ? AbortSignal.any([timeout, request.signal]) : timeout;
  // Not imported: an import of node:http loads undici as well, 35 ms of processor in every command.
  const { request: send } = process.getBuiltinModule(url.protocol === "https:" ? "node:https" : "node:http");
  return new Promise<IncomingMessage>((resolve, reject) => {
    const sent = send(url, { method: request.method, headers: request.headers, lookup, family, signal, agent: false }, resolve);
    sent.once("error", (cause) => reject(failureOf(cause, url, timeout.aborted, request.timeoutMilliseconds)));
    sent.end(request.body);
  });
}

/** An http or https address without user name and password. @throws ADDRESS_MALFORMED */
export function readAddress(text: string): URL {
  const url = URL.parse(text);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:") || url.username || url.password || !url.hostname)
    throw problem("ADDRESS_MALFORMED", { address: text.slice(0, 200) });
  return url;
}

/** Reads a response up to a size and drops the rest. `complete` is false if something was dropped. */
export async function drain(response: IncomingMessage, mostBytes: number): Promise<{ bytes: Buffer; complete: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    chunks.push(chunk);
    if (size > mostBytes) {
      response.destroy();
      return { bytes: Buffer.concat(chunks).subarray(0, mostBytes), complete: false };
    }
  }
  return { bytes: Buffer.concat(chunks), complete: true };
}

export function failureOf(cause: Error, { host }: Pick<URL, "host">, late: boolean, milliseconds: number): Problem {
  if (late) return problem("ADDRESS_SILENT", { host, seconds: Math.round(milliseconds / 1000) }, cause);
  return problem("ADDRESS_UNREACHABLE", { host, reason: (cause as NodeJS.ErrnoException).code ?? cause.name }, cause);
}
