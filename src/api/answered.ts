import { beginAnswer, forgetAnswer, type KeyedRequest, readAnswer, updateAnswer } from "../access/index.ts";
import type { FastifyRequest } from "fastify";
import type { Ctx } from "../engine/index.ts";
import { hash } from "node:crypto";
import { problem } from "../kernel/index.ts";

/** A request without an answer after this time was interrupted by a crash, so it may be repeated. */
const WORKING_MILLISECONDS = 60_000;

/**
 * Runs a request once per `Idempotency-Key`. A repeated request with the same key gets the stored answer, and nothing runs twice.
 * A failure is not stored, so the request may be repeated. Each caller has keys of its own.
 * @throws IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_USED for another request, IDEMPOTENCY_KEY_BUSY while the first still runs
 */
export async function answeredOnce(ctx: Ctx, request: FastifyRequest, work: () => Promise<unknown>): Promise<unknown> {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return work();
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,200}$/.test(key)) throw problem("IDEMPOTENCY_KEY_INVALID", {});
  const actor = `${ctx.actor.kind}:${ctx.actor.id}`;
  const asked = hash("sha256", JSON.stringify([request.method, request.url, request.body ?? null]), "hex");
  const now = ctx.clock();
  const earlier = await begin(ctx, { actor, key, request: asked }, now);
  if (earlier) return earlier.answer;
  try {
    const answer = await work();
    await updateAnswer(ctx, { actor, key }, { answer: JSON.stringify(answer ?? null) });
    return answer;
  } catch (error) {
    await forgetAnswer(ctx, { actor, key });
    throw error;
  }
}

/** The stored answer; undefined if this request has to make it. */
async function begin(ctx: Ctx, asked: KeyedRequest, now: number): Promise<{ answer: unknown } | undefined> {
  if (await beginAnswer(ctx, asked, now)) return undefined;
  const row = await readAnswer(ctx, asked);
  // The first request failed in the meantime and deleted its row.
  if (!row) return begin(ctx, asked, now);
  const { key } = asked;
  if (row.request !== asked.request) throw problem("IDEMPOTENCY_KEY_USED", { key });
  if (row.answer !== null) return { answer: row.answer };
  if (now - row.at.getTime() < WORKING_MILLISECONDS) throw problem("IDEMPOTENCY_KEY_BUSY", { key, seconds: 1 });
  await updateAnswer(ctx, asked, { at: new Date(now) });
  return undefined;
}
