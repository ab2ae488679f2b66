import { audit } from "../../access/index.ts";
import type { WebhookShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission, unusableTexts } from "../../kernel/index.ts";
import { settledEvaluation } from "../../membership/index.ts";
import { requireCallable, shown, withoutQuery } from "./create.ts";
import type { Means } from "./means.ts";
import { webhookRow } from "./rows.ts";
import { readScope, type Scope } from "./scope.ts";

export interface UpdateWebhook extends Scope {
  readonly webhook: string;
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly entered?: boolean | undefined;
  readonly left?: boolean | undefined;
  readonly state?: "active" | "paused" | undefined;
  readonly means: Means;
}

/**
 * Changes what is given. What it speaks of from now on is told of from now on; a paused one catches up when it is resumed.
 * @throws WEBHOOK_NOT_FOUND, WEBHOOK_NAME_TAKEN, WEBHOOK_SCOPE, WEBHOOK_METRIC, TAG_NOT_FOUND, SEGMENT_NOT_FOUND, ADDRESS_*
 */
export async function updateWebhook({ ctx, input }: Verb<UpdateWebhook>): Promise<WebhookShape> {
  requirePermission(ctx, "connection.manage");
  const before = await webhookRow(ctx.records, input.webhook);
  const { name = before.name, url = before.url, entered = before.entered, left = before.left, state = before.state } = input;
  if (unusableTexts({ name, url }).length > 0) throw problem("TEXT_UNUSABLE", {});
  if (!entered && !left) throw problem("WEBHOOK_SCOPE", {});
  const rescoped = input.tags !== undefined || input.segment !== undefined;
  const scope = rescoped ? await readScope(ctx, input) : null;
  if (url !== before.url) await requireCallable(url, input.means);
  const since = await settledEvaluation(ctx);
  await ctx.records.transaction().execute(async (tx) => {
    const other = await tx.selectFrom("webhooks").select("id").where("name", "=", name).where("id", "!=", before.id).executeTakeFirst();
    if (other) throw problem("WEBHOOK_NAME_TAKEN", { name });
    await tx
      .updateTable("webhooks")
      .set({
        name,
        url,
        entered,
        left,
        state,
        ...(scope && { tags: JSON.stringify(scope.tags), segment: scope.segment, since, told: since }),
        // Somebody mended it: try again now.
        next_at: null,
      })
      .where("id", "=", before.id)
      .execute();
    await audit(tx, ctx, "webhook.update", { webhook: before.id, name, url: withoutQuery(url), entered, left, state, ...scope });
  });
  return shown(ctx, before.id);
}

/** @throws WEBHOOK_NOT_FOUND */
export async function deleteWebhook({ ctx, input }: Verb<{ webhook: string }>): Promise<{ ok: true }> {
  requirePermission(ctx, "connection.manage");
  const { id, name } = await webhookRow(ctx.records, input.webhook);
  await ctx.records.transaction().execute(async (tx) => {
    await tx.deleteFrom("webhooks").where("id", "=", id).execute();
    await audit(tx, ctx, "webhook.delete", { webhook: id, name });
  });
  return { ok: true };
}
