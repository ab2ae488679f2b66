import { sql as recordsSql } from "kysely";
import type { FastifyInstance } from "fastify";
import type { App } from "../app/index.ts";
import { sql } from "../engine/index.ts";

const ANSWER_MILLISECONDS = 5_000;

/** /healthz: the process runs. /readyz: both stores answer and their files exist. Both are public, so they contain nothing else. */
export function registerHealth(server: FastifyInstance, { engine }: App): void {
  const options = { schema: { hide: true }, exposeHeadRoute: true };
  server.get("/healthz", options, async () => ({ ok: true }));
  server.get("/readyz", options, async (_request, reply) => {
    const isThere = engine.isThere();
    const [records, facts] = await Promise.all([
      isThere && answers(recordsSql`select 1`.execute(engine.records)),
      isThere && answers(engine.facts.rows(sql`SELECT 1`, { lane: "interactive" })),
    ]);
    const ok = records && facts;
    return reply.code(ok ? 200 : 503).send({ ok, records, facts });
  });
}

async function answers(question: Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => resolve(false), ANSWER_MILLISECONDS);
  const answer = question.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
