import { z } from "zod";
import { readCursor, writeCursor, type DeliveryShape, type DeliveryState, type WebhookShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { deliveryOf, describeWebhooks, shown, webhookRow } from "./rows.ts";

export async function listWebhooks({ ctx }: Verb<object>): Promise<{ items: WebhookShape[] }> {
  requirePermission(ctx, "connection.manage");
  return { items: await describeWebhooks(ctx, await ctx.records.selectFrom("webhooks").selectAll().orderBy("name").execute()) };
}

/** @throws WEBHOOK_NOT_FOUND */
export async function readWebhook({ ctx, input }: Verb<{ webhook: string }>): Promise<WebhookShape> {
  requirePermission(ctx, "connection.manage");
  return shown(ctx, input.webhook);
}

export interface ListDeliveries {
  readonly webhook: string;
  readonly state?: DeliveryState | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const Place = z.object({ before: z.string().max(100) });

/** Deliveries of a webhook, newest first. @throws WEBHOOK_NOT_FOUND, CURSOR_INVALID */
export async function listDeliveries({
  ctx,
  input,
}: Verb<ListDeliveries>): Promise<{ items: DeliveryShape[]; next: string | null; total: null }> {
  requirePermission(ctx, "connection.manage");
  const webhook = await webhookRow(ctx.records, input.webhook);
  const before = readCursor("deliveries", Place, input.cursor)?.before;
  let query = ctx.records.selectFrom("deliveries").selectAll().where("webhook", "=", webhook.id).orderBy("id", "desc");
  if (input.state) query = query.where("state", "=", input.state);
  if (before !== undefined) query = query.where("id", "<", before);
  const rows = await query.limit(input.limit + 1).execute();
  const items = rows.slice(0, input.limit);
  return {
    items: items.map((row) => deliveryOf(row, webhook)),
    next: rows.length > items.length ? writeCursor("deliveries", { before: items.at(-1)!.id }) : null,
    total: null,
  };
}
