import { audit } from "../../access/index.ts";
import { webhookTypesOf, type DeliveryShape, type WebhookTypeName } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { newId, problem, requirePermission } from "../../kernel/index.ts";
import type { WebhookDeps } from "./deps.ts";
import { deliveryOf, webhookRow } from "./rows.ts";
import { answerOf, attempt } from "./send.ts";
import { kindWatchedBy, subjectOf } from "./subjects/index.ts";

/**
 * Sends a sample message of a type at once, marked as a test, and returns the result. It is not sent again.
 * @throws WEBHOOK_NOT_FOUND, WEBHOOK_TYPE_SUBJECT, WEBHOOK_WATCHES_NOTHING
 */
export async function testWebhook({
  ctx,
  input,
}: Verb<{ webhook: string; type?: WebhookTypeName | undefined; deps: WebhookDeps }>): Promise<DeliveryShape> {
  requirePermission(ctx, "connection.manage");
  const webhook = await webhookRow(ctx.records, input.webhook);
  const at = new Date(ctx.clock());
  const fitting = webhookTypesOf(kindWatchedBy(webhook).kind);
  const type = input.type ?? (webhook.types[0] as WebhookTypeName);
  if (!fitting.includes(type)) throw problem("WEBHOOK_TYPE_SUBJECT", { type, fitting });
  const subject = await subjectOf(ctx, webhook);
  if (!subject) throw problem("WEBHOOK_WATCHES_NOTHING", { name: webhook.name });
  const row = { id: newId(ctx.clock()), webhook: webhook.id, type, test: true, evaluation: null, part: 1, parts: 1, first: 0, changes: 1 };
  const waiting = { attempts: 0, status: null, milliseconds: null, problem: null, created_at: at, first_at: null, tried_at: null };
  const outcome = await attempt(ctx, input.deps, webhook, { ...row, ...waiting, subject, state: "waiting" });
  const tried = { state: outcome.failure ? ("dead" as const) : ("delivered" as const), attempts: 1, tried_at: at };
  return ctx.records.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto("deliveries")
      .values({ ...row, subject: JSON.stringify(subject), ...tried, ...answerOf(outcome), created_at: at, first_at: at })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(tx, ctx, "webhook.test", { webhook: webhook.id, name: webhook.name, type, status: outcome.status });
    return deliveryOf(inserted, webhook);
  });
}
