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
  await forgetOld(ctx, now);
  const known = await begin(ctx, { actor, key, asked, now });
  if (known) return known.answer;
  try {
    const answer = await work();
    await update(ctx, actor, key, { answer: JSON.stringify(answer ?? null) });
    return answer;
  } catch (error) {
    await ctx.records.deleteFrom("answered_requests").where("actor", "=", actor).where("key", "=", key).execute();
    throw error;
  }
}

interface Asked {
  readonly actor: string;
  readonly key: string;
  readonly asked: string;
  readonly now: number;
}

/** The answer there is already; undefined when this request is the one to make it. */
async function begin(ctx: Ctx, { actor, key, asked, now }: Asked): Promise<{ answer: unknown } | undefined> {
  const begun = await ctx.records
    .insertInto("answered_requests")
    .values({ actor, key, request: asked, at: new Date(now) })
    .onConflict((conflict) => conflict.columns(["actor", "key"]).doNothing())
    .returning("key")
    .executeTakeFirst();
  if (begun) return undefined;
  const row = await ctx.records
    .selectFrom("answered_requests")
    .select(["request", "answer", "at"])
    .where("actor", "=", actor)
    .where("key", "=", key)
    .executeTakeFirst();
  // The first has failed meanwhile and took its row away.
  if (!row) return begin(ctx, { actor, key, asked, now });
  if (row.request !== asked) throw problem("IDEMPOTENCY_KEY_USED", { key });
  if (row.answer !== null) return { answer: row.answer };
  if (now - row.at.getTime() < WORKING_MILLISECONDS) throw problem("IDEMPOTENCY_KEY_BUSY", { key, seconds: 1 });
  await update(ctx, actor, key, { at: new Date(now) });
  return undefined;
}

async function update(ctx: Ctx, actor: string, key: string, values: { answer?: string; at?: Date }): Promise<void> {
  await ctx.records.updateTable("answered_requests").set(values).where("actor", "=", actor).where("key", "=", key).execute();
}

async function forgetOld(ctx: Ctx, now: number): Promise<void> {
  await ctx.records
    .deleteFrom("answered_requests")
    .where("at", "<", new Date(now - KEPT_MILLISECONDS))
    .execute();
}
