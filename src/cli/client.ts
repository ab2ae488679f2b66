import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { ProblemDetails, type InputOf, type Operation, type ResponseOf } from "../contract/index.ts";
import { ERRORS, Problem, problem, type Lang } from "../kernel/index.ts";
import type { ApiResponse, Transport } from "./transport/types.ts";

/** Calls the operations of the contract. Every failure is a Problem. */
export interface Client {
  /** The answer of an operation, exactly as the server sent it. */
  call<O extends Operation>(operation: O, input: InputOf<O>): Promise<ResponseOf<O>>;
  /** The answer as a stream of bytes. `file` is sent as the body. */
  stream<O extends Operation>(operation: O, input: InputOf<O>, file?: Readable): Promise<Readable>;
}

export interface ClientOptions {
  readonly lang: Lang;
  readonly signal?: AbortSignal;
  /** The name of the server in messages. */
  readonly address: string;
}

export function createClient(transport: () => Promise<Transport>, { lang, signal, address }: ClientOptions): Client {
  const stream: Client["stream"] = async (operation, input, file) => {
    const { path, body } = requestOf(operation, input as Record<string, unknown>);
    const json = body !== undefined && JSON.stringify(body);
    const way = await transport();
    const answering = way.request({
      method: operation.method,
      path,
      headers: {
        "accept-language": lang,
        ...(json && { "content-type": "application/json" }),
        ...(file && { "content-type": "application/octet-stream" }),
      },
      ...(file ? { body: file } : json ? { body: json } : {}),
      ...(signal && { signal }),
    });
    const response = await unlessAborted(answering, signal);
    if (response.status >= 400 || response.status < 200)
      throw withExpression(await problemOf(response, address), input as { where?: unknown });
    return response.body;
  };
  return {
    stream,
    async call(operation, input) {
      const answer = await unlessAborted(text(await stream(operation, input)), signal);
      const value = parsed(answer);
      // Returns the answer itself, not the parsed copy: a newer server may send fields that this client does not know.
      if (!operation.response.safeParse(value).success) throw problem("SERVER_NOT_UNDERSTOOD", { url: address, status: operation.status });
      return value as ResponseOf<typeof operation>;
    },
  };
}

/** The promise, or a rejection with the signal's reason when it aborts. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", stop));
}

/** Splits the input into path, query and body by the keys of the operation's schemas. */
export function requestOf(operation: Operation, input: Readonly<Record<string, unknown>>): { path: string; body?: object } {
  const inPath = keysOf(operation.params);
  const inQuery = keysOf(operation.query);
  const query = new URLSearchParams();
  const body: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(input)) {
    if (value === undefined || inPath.has(key)) continue;
    if (inQuery.has(key)) query.set(key, String(value));
    else body[key] = value;
  }
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(input[name])));
  const search = query.size > 0 ? `?${query}` : "";
  return { path: `/api${path}${search}`, ...(keysOf(operation.body).size > 0 && { body }) };
}

function keysOf(schema: z.ZodType): ReadonlySet<string> {
  return new Set(schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);
}

/** The problem in an answer. This program's registry gives the exit code. */
export async function problemOf(response: ApiResponse, address: string): Promise<Problem> {
  const details = ProblemDetails.safeParse(parsed(await text(response.body)));
  if (!details.success) return problem("SERVER_NOT_UNDERSTOOD", { url: address, status: response.status });
  const { code, status, zh, en, params = {}, issues = [] } = details.data;
  return new Problem({ code, status, exit: exitOf(code, status), zh, en, params, issues: issues as Problem["issues"] });
}

/** Adds the combination to a problem about one of its columns, so that the caret can be printed. */
function withExpression(found: Problem, { where }: { where?: unknown }): Problem {
  if (typeof found.params["column"] !== "number" || typeof where !== "string") return found;
  return new Problem({ ...found, params: { ...found.params, expression: where } });
}

/** The exit code of an error from the registry. By HTTP status if a newer server sends an unknown code. */
export function exitOf(code: string, status: number): number {
  const entry = (ERRORS as Record<string, { exit: number } | undefined>)[code];
  if (entry) return entry.exit;
  if (status === 401 || status === 403) return 4;
  if (status === 404) return 5;
  if (status === 409 || status === 423 || status === 429) return 6;
  if (status === 413 || status === 503 || status === 507) return 7;
  return status >= 400 && status < 500 ? 3 : 1;
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}
