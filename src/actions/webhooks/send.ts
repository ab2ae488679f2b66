import { sql as recordsSql, type RawBuilder } from "kysely";
import { drain, requestOutbound } from "../../access/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem, Problem } from "../../kernel/index.ts";
import { committedUpTo } from "../../membership/index.ts";
import type { WebhookDeps } from "./deps.ts";
import { messageOf } from "./message.ts";
import type { DeliveryRow, WebhookRow } from "./rows.ts";
import { askedWait, GONE, verdictOf, waitAfter } from "./retry.ts";
import { openSecrets } from "./secrets.ts";
import { signatureHeaders } from "./sign.ts";

/** Standard Webhooks recommends 15 to 30 seconds. */
const ANSWER_MILLISECONDS = 15_000;
/** Only the status of an answer counts. Its body is read up to this length, so that the connection closes normally. */
const ANSWER_BYTES = 64 * 1024;
/** After this many deliveries, new ones are planned again. */
const DELIVERIES_PER_ROUND = 50;

/** The result of one attempt. */
export interface Outcome {
  readonly status: number | null;
  readonly milliseconds: number;
  readonly failure: Problem | null;
  /** How long the receiver asks to wait; 0 when it does not ask. */
  readonly waitMilliseconds: number;
}

/**
 * Sends the waiting deliveries of an active webhook, in the order of the history, until one fails. The caller makes sure that nobody else
 * sends for this webhook. Returns whether more may be ready to send.
 */
export async function sendWaiting(ctx: Ctx, deps: WebhookDeps, id: string, signal: AbortSignal): Promise<boolean> {
  for (let sent = 0; sent < DELIVERIES_PER_ROUND; sent++) {
    // The webhook is read again for each delivery: it may have been paused or changed meanwhile.
    const webhook = await ctx.records.selectFrom("webhooks").selectAll().where("id", "=", id).where(sendable(ctx)).executeTakeFirst();
    const delivery = webhook && (await nextOf(ctx, id));
    if (!delivery || signal.aborted) return false;
    const outcome = await attempt(ctx, deps, webhook, delivery, signal);
    // A stop of this process does not count as a failure of the receiver.
    if (signal.aborted && outcome.failure) return false;
    await writeDown(ctx, webhook, delivery, outcome);
    if (outcome.failure) return false;
  }
  return true;
}

/** Active webhooks with evaluations that are not planned yet, or with a delivery that may be sent now. */
export async function dueWebhooks(ctx: Pick<Ctx, "records" | "clock">): Promise<string[]> {
  const rows = await ctx.records
    .selectFrom("webhooks")
    .select(["id", "queued_up_to"])
    .select(
      recordsSql<boolean>`${sendable(ctx)} and exists (select 1 from deliveries as d where d.webhook = webhooks.id and d.state = 'waiting' and not d.test)`.as(
        "sending",
      ),
    )
    .where("state", "=", "active")
    .orderBy(recordsSql`tried_at asc nulls first`)
    .execute();
  if (rows.length === 0) return [];
  const upTo = await committedUpTo(ctx);
  return rows.filter(({ queued_up_to, sending }) => sending || queued_up_to < upTo).map(({ id }) => id);
}

function sendable(ctx: Pick<Ctx, "clock">): RawBuilder<boolean> {
  return recordsSql<boolean>`(webhooks.state = 'active' and (webhooks.next_at is null or webhooks.next_at <= ${new Date(ctx.clock())}))`;
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

/** One attempt. A failure of the network or the receiver is returned as a result; only failures of the stores are thrown. */
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
