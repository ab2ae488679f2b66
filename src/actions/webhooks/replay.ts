import { audit } from "../../access/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { webhookRow } from "./rows.ts";

/**
 * Puts one delivery in any state, or all that were given up, back into the queue with the same ids.
 * @throws WEBHOOK_NOT_FOUND, DELIVERY_NOT_FOUND
 */
export async function replayDeliveries({
  ctx,
  input,
}: Verb<{ webhook: string; delivery?: string | undefined }>): Promise<{ replayed: number }> {
  requirePermission(ctx, "connection.manage");
  const { id, name } = await webhookRow(ctx.records, input.webhook);
  return ctx.records.transaction().execute(async (tx) => {
    let update = tx
      .updateTable("deliveries")
      .set({ state: "waiting", attempts: 0, first_at: null })
      .where("webhook", "=", id)
      .where("test", "=", false);
    update = input.delivery === undefined ? update.where("state", "=", "dead") : update.where("id", "=", input.delivery);
    const { numUpdatedRows } = await update.executeTakeFirst();
    if (input.delivery !== undefined && numUpdatedRows === 0n) throw problem("DELIVERY_NOT_FOUND", { delivery: input.delivery });
    await tx.updateTable("webhooks").set({ next_at: null }).where("id", "=", id).execute();
    await audit(tx, ctx, "webhook.replay", { webhook: id, name, deliveries: Number(numUpdatedRows) });
    return { replayed: Number(numUpdatedRows) };
  });
}
