import { beginAnswer, forgetAnswer, forgetOldAnswers, type KeyedRequest, readAnswer, updateAnswer } from "../access/index.ts";
import type { FastifyRequest } from "fastify";
import type { Ctx } from "../engine/index.ts";
import { hash } from "node:crypto";
import { problem } from "../kernel/index.ts";

/** Answers by key are kept for a day. */
const KEPT_MILLISECONDS = 86_400_000;
/** A request that is being worked on for longer was cut off by a crash: it may be tried again. */
const WORKING_MILLISECONDS = 60_000;

/**
 * Answers a request once for its `Idempotency-Key`: the same request with the same key again gets the same answer, and nothing is done
 * twice. A failure is not kept, so it may be tried again. Keys are the caller's own.
 * @throws IDEMPOTENCY_KEY_INVALID, IDEMPOTENCY_KEY_USED for another request, IDEMPOTENCY_KEY_BUSY while the first still runs
 */
export async function answeredOnce(ctx: Ctx, request: FastifyRequest, work: () => Promise<unknown>): Promise<unknown> {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return work();
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,200}$/.test(key)) throw problem("IDEMPOTENCY_KEY_INVALID", {});
  const actor = `${ctx.actor.kind}:${ctx.actor.id}`;
  const asked = hash("sha256", JSON.stringify([request.method, request.url, request.body ?? null]), "hex");
  const now = ctx.clock();
  await forgetOldAnswers(ctx, now - KEPT_MILLISECONDS);
  const known = await begin(ctx, { actor, key, request: asked }, now);
  if (known) return known.answer;
  try {
    const answer = await work();
    await updateAnswer(ctx, { actor, key }, { answer: JSON.stringify(answer ?? null) });
    return answer;
  } catch (error) {
    await forgetAnswer(ctx, { actor, key });
    throw error;
  }
}

/** The answer there is already; undefined when this request is the one to make it. */
async function begin(ctx: Ctx, asked: KeyedRequest, now: number): Promise<{ answer: unknown } | undefined> {
  if (await beginAnswer(ctx, asked, now)) return undefined;
  const row = await readAnswer(ctx, asked);
  // The first has failed meanwhile and removed its row.
  if (!row) return begin(ctx, asked, now);
  const { key } = asked;
  if (row.request !== asked.request) throw problem("IDEMPOTENCY_KEY_USED", { key });
  if (row.answer !== null) return { answer: row.answer };
  if (now - row.at.getTime() < WORKING_MILLISECONDS) throw problem("IDEMPOTENCY_KEY_BUSY", { key, seconds: 1 });
  await updateAnswer(ctx, asked, { at: new Date(now) });
  return undefined;
}
