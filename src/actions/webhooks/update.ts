import { audit } from "../../access/index.ts";
import { webhookTypesOf, type WebhookShape, type WebhookTypeName } from "../../contract/index.ts";
import type { Ctx, Verb } from "../../engine/index.ts";
import { problem, requirePermission, unusableTexts } from "../../kernel/index.ts";
import { committedUpTo } from "../../membership/index.ts";
import { requireCallable, withoutQuery } from "./create.ts";
import type { WebhookDeps } from "./deps.ts";
import { planWebhook } from "./planDeliveries.ts";
import { shown, webhookRow, type WebhookRow } from "./rows.ts";
import { readScope, scopeColumns, type ReadScope, type Scope } from "./scope.ts";
import { kindNamedBy, kindWatchedBy, mentionsSubject, requestOf } from "./subjects/index.ts";

export interface UpdateWebhook extends Scope {
  readonly webhook: string;
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly state?: "active" | "paused" | undefined;
  readonly deps: WebhookDeps;
}

/**
 * Changes the fields that are set. Earlier moves are still sent under the old scope, later ones under the new scope. A paused webhook sends
 * what it missed when it is resumed.
 * @throws WEBHOOK_NOT_FOUND, WEBHOOK_NAME_TAKEN, WEBHOOK_SCOPE, WEBHOOK_TYPE_SUBJECT, WEBHOOK_NO_TIERS, WEBHOOK_METRIC, TAG_NOT_FOUND,
 * SEGMENT_NOT_FOUND, ADDRESS_*
 */
export async function updateWebhook({ ctx, input }: Verb<UpdateWebhook>): Promise<WebhookShape> {
  requirePermission(ctx, "connection.manage");
  const before = await webhookRow(ctx.records, input.webhook);
  const { name = before.name, url = before.url, state = before.state } = input;
  if (unusableTexts({ name, url }).length > 0) throw problem("TEXT_UNUSABLE", {});
  const scope = await changedScope(ctx, before, input);
  if (url !== before.url) await requireCallable(url, input.deps);
  const since = await committedUpTo(ctx);
  // Deliveries are planned before the change; otherwise moves that were not planned yet would be lost with the old scope.
  if (scope) await planWebhook(ctx, before.id, since);
  await ctx.records.transaction().execute(async (tx) => {
    const other = await tx.selectFrom("webhooks").select("id").where("name", "=", name).where("id", "!=", before.id).executeTakeFirst();
    if (other) throw problem("WEBHOOK_NAME_TAKEN", { name });
    await tx
      .updateTable("webhooks")
      .set({
        name,
        url,
        state,
        ...(scope && { ...scopeColumns(scope), since, queued_up_to: since }),
        // The change may have repaired the webhook, so sending begins again at once.
        next_at: null,
      })
      .where("id", "=", before.id)
      .execute();
    await audit(tx, ctx, "webhook.update", { webhook: before.id, name, url: withoutQuery(url), state, ...scope });
  });
  return shown(ctx, before.id);
}

/** What the webhook watches after the change; null when that stays the same. Types that still fit are kept. */
async function changedScope(ctx: Ctx, before: WebhookRow, asked: Scope): Promise<ReadScope | null> {
  if (asked.types === undefined && !mentionsSubject(asked)) return null;
  const watched = mentionsSubject(asked) ? asked : await requestOf(ctx, before);
  const { kind } = kindNamedBy(watched);
  const kept = kind === kindWatchedBy(before).kind ? (before.types as WebhookTypeName[]) : webhookTypesOf(kind);
  return readScope(ctx, { ...watched, types: asked.types ?? kept });
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
