import { sql, type RawBuilder } from "kysely";
import { drain, requestOutbound } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem, Problem } from "../../kernel/index.ts";
import { settledEvaluation } from "../../membership/index.ts";
import type { WebhookDeps } from "./deps.ts";
import { messageOf } from "./message.ts";
import type { DeliveryRow, WebhookRow } from "./rows.ts";
import { askedWait, GONE, verdictOf, waitAfter } from "./retry.ts";
import { openSecrets } from "./secrets.ts";
import { signatureHeaders } from "./sign.ts";

/** Standard Webhooks recommends 15 to 30 seconds. */
const ANSWER_MILLISECONDS = 15_000;
/** Only the status counts; the rest of an answer is read so far, so that the connection ends in order. */
const ANSWER_BYTES = 64 * 1024;
/** Deliveries before it is planned again what there is to tell. */
const DELIVERIES_PER_ROUND = 50;

/** What came of one try. */
export interface Outcome {
  readonly status: number | null;
  readonly milliseconds: number;
  readonly failure: Problem | null;
  /** How long the receiver asks to wait before the next try; 0 when it does not say. */
  readonly waitMilliseconds: number;
}

/**
 * Sends what waits for an active webhook, in the order of the ledger, until one fails. The caller is alone with the webhook.
 * Answers whether there may be more to send at once.
 */
export async function sendWaiting(ctx: Ctx, deps: WebhookDeps, id: string, signal: AbortSignal): Promise<boolean> {
  for (let sent = 0; sent < DELIVERIES_PER_ROUND; sent++) {
    // Read anew each time: it may have been paused or changed meanwhile.
    const webhook = await ctx.records.selectFrom("webhooks").selectAll().where("id", "=", id).where(sendable(ctx)).executeTakeFirst();
    const delivery = webhook && (await nextOf(ctx, id));
    if (!delivery || signal.aborted) return false;
    const outcome = await attempt(ctx, deps, webhook, delivery, signal);
    // Stopping is no failure of the receiver.
    if (signal.aborted && outcome.failure) return false;
    await writeDown(ctx, webhook, delivery, outcome);
    if (outcome.failure) return false;
  }
  return true;
}

/** Active webhooks that have not been told of everything, or that have something to send now. */
export async function dueWebhooks(ctx: Pick<Ctx, "records" | "clock">): Promise<string[]> {
  const rows = await ctx.records
    .selectFrom("webhooks")
    .select(["id", "told"])
    .select(
      sql<boolean>`${sendable(ctx)} and exists (select 1 from deliveries as d where d.webhook = webhooks.id and d.state = 'waiting' and not d.test)`.as(
        "sending",
      ),
    )
    .where("state", "=", "active")
    .orderBy(sql`tried_at asc nulls first`)
    .execute();
  if (rows.length === 0) return [];
  const settled = await settledEvaluation(ctx);
  return rows.filter(({ told, sending }) => sending || told < settled).map(({ id }) => id);
}

function sendable(ctx: Pick<Ctx, "clock">): RawBuilder<boolean> {
  return sql<boolean>`(webhooks.state = 'active' and (webhooks.next_at is null or webhooks.next_at <= ${new Date(ctx.clock())}))`;
}

function nextOf(ctx: Ctx, webhook: string): Promise<DeliveryRow | undefined> {
  return ctx.records
    .selectFrom("deliveries")
    .selectAll()
    .where("webhook", "=", webhook)
    .where("state", "=", "waiting")
    .where("test", "=", false)
    .orderBy("evaluation")
    .orderBy("part")
    .limit(1)
    .executeTakeFirst();
}

/** One try. What is wrong on the way is an outcome; only the stores' own failures are thrown. */
export async function attempt(
  ctx: Ctx,
  deps: WebhookDeps,
  webhook: WebhookRow,
  delivery: DeliveryRow,
  signal?: AbortSignal,
): Promise<Outcome> {
  const body = await messageOf(ctx, webhook, delivery);
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  try {
    const secrets = openSecrets(webhook, deps, ctx.clock());
    const response = await requestOutbound({
      url: webhook.url,
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-length": String(Buffer.byteLength(body)),
        "user-agent": "Tagwise",
        ...signatureHeaders(secrets, { id: delivery.id, body, now: ctx.clock() }),
      },
      body,
      allowance: deps.allowance,
      timeoutMilliseconds: ANSWER_MILLISECONDS,
      signal,
    });
    const status = response.statusCode ?? 0;
    await drain(response, ANSWER_BYTES).catch(() => undefined);
    const failure = status >= 200 && status < 300 ? null : problem("DELIVERY_REFUSED", { status });
    return {
      status,
      milliseconds: took(),
      failure,
      waitMilliseconds: failure ? askedWait(response.headers["retry-after"], ctx.clock()) : 0,
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { status: null, milliseconds: took(), failure: error, waitMilliseconds: 0 };
  }
}

async function writeDown(ctx: Ctx, webhook: WebhookRow, delivery: DeliveryRow, outcome: Outcome): Promise<void> {
  const now = new Date(ctx.clock());
  const { failure } = outcome;
  const attempts = delivery.attempts + 1;
  const first = delivery.first_at ?? now;
  const state = verdictOf(outcome, { attempts, since: now.getTime() - first.getTime() });
  await ctx.records.transaction().execute(async (tx) => {
    await tx
      .updateTable("deliveries")
      .set({ state, attempts, first_at: first, tried_at: now, ...answerOf(outcome) })
      .where("id", "=", delivery.id)
      .execute();
    const { failures } = await tx
      .updateTable("webhooks")
      .set(({ eb }) => ({
        failures: failure ? eb("failures", "+", 1) : 0,
        tried_at: now,
        ...(outcome.status === GONE && { state: "paused" as const }),
        ...(!failure && { delivered_at: now, next_at: null }),
      }))
      .where("id", "=", webhook.id)
      .returning("failures")
      .executeTakeFirstOrThrow();
    if (failure)
      await tx
        .updateTable("webhooks")
        .set({ next_at: new Date(now.getTime() + Math.max(waitAfter(failures, Math.random()), outcome.waitMilliseconds)) })
        .where("id", "=", webhook.id)
        .execute();
  });
}

export function answerOf({ status, milliseconds, failure }: Outcome) {
  return { status, milliseconds, problem: failure && JSON.stringify({ code: failure.code, zh: failure.zh, en: failure.en }) };
}
