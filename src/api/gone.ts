import type { FastifyReply } from "fastify";
import { problem } from "../kernel/index.ts";

/** Aborted when whoever asked goes away before being answered: what they asked is then worked out for nobody. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once("close", () => {
    if (!raw.writableEnded) gone.abort(problem("FACTS_CANCELLED", {}));
  });
  return gone.signal;
}
