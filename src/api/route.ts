import type { FastifyReply, FastifyRequest } from "fastify";
import type { Readable } from "node:stream";
import type { App } from "../app/index.ts";
import type { BodyOf, Operation, ParamsOf, QueryOf, ResponseOf } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";

/** The arguments of a handler: the parsed parts of the request, and the actor. */
export interface Handled<O extends Operation> {
  readonly ctx: Ctx;
  readonly app: App;
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface BindOptions {
  /** The body is a file. It is not parsed: `request.body` is the stream. */
  readonly rawBody?: boolean;
  /** The body holds messages with a result for each. Numbers keep all digits, and every key is allowed. */
  readonly messages?: boolean;
  /** A repeated request with the same `Idempotency-Key` gets the stored answer. */
  readonly once?: boolean;
  /** Content types of the answer if it is a stream instead of JSON. */
  readonly produces?: readonly string[];
  /** It writes members or plans deliveries. A process without the writer lease hands it to the holder, so the handler uses no request or reply. */
  readonly byHolder?: boolean;
  /** The most requests per minute from one address. */
  readonly perMinute?: number;
}

/** An operation with its handler. */
export interface Binding {
  readonly operation: Operation;
  readonly options: BindOptions;
  handle(handled: Handled<Operation>): Promise<unknown>;
}

/**
 * Binds an operation to its handler. A handler only translates: it calls a verb with parts of the request and returns the verb's result.
 * For a stream it sets the content type on `reply` and returns the stream.
 */
export function bind<O extends Operation>(
  operation: O,
  handle: (handled: Handled<O>) => Promise<ResponseOf<O> | Readable>,
  options: BindOptions = {},
): Binding {
  return { operation, options, handle: handle as Binding["handle"] };
}
