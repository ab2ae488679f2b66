import type { FastifyReply } from "fastify";
import { problem } from "../kernel/index.ts";

/** A signal that aborts when the client disconnects before the answer. Without it the stores would compute an answer that nobody reads. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableEnded) gone.abort(problem("FACTS_CANCELLED", {}));
  });
  return gone.signal;
}
