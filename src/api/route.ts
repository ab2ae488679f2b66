import type { FastifyReply, FastifyRequest } from "fastify";
import type { Readable } from "node:stream";
import type { App } from "../app/index.ts";
import type { BodyOf, Operation, ParamsOf, QueryOf, ResponseOf } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";

/** What a handler is given: the parsed parts of the request, and who acts. */
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
  /** The body is a file: it is not parsed, the handler reads `request.raw`'s stream from `request.body`. */
  readonly rawBody?: boolean;
  /** The body holds messages, each with an answer of its own: their numbers keep every digit and their keys may be anything. */
  readonly messages?: boolean;
  /** The same request with the same `Idempotency-Key` is answered once. */
  readonly once?: boolean;
  /** Content types of the answer when it is a stream rather than JSON. */
  readonly produces?: readonly string[];
  /** It writes members: a process without the writer lease hands it to the holder and waits. The handler uses no request and no reply. */
  readonly byHolder?: boolean;
  /** Requests a minute that one address may make. */
  readonly perMinute?: number;
}

/** An operation with what answers it. */
export interface Binding {
  readonly operation: Operation;
  readonly options: BindOptions;
  handle(handled: Handled<Operation>): Promise<unknown>;
}

/**
 * Binds an operation to its handler, which only translates: it calls a verb with parts of the request and answers what the verb
 * answers. A handler whose operation answers with a stream returns one, after setting the content type on `reply`.
 */
export function bind<O extends Operation>(
  operation: O,
  handle: (handled: Handled<O>) => Promise<ResponseOf<O> | Readable>,
  options: BindOptions = {},
): Binding {
  return { operation, options, handle: handle as Binding["handle"] };
}
