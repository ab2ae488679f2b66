import { audit } from "../../access/index.ts";
import type { WebhookShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission, type Instant } from "../../kernel/index.ts";
import { purposeOf, type WebhookDeps } from "./deps.ts";
import { shown, webhookRow, type WebhookRow } from "./rows.ts";
import { newSecret, secretPrefix } from "./sign.ts";

const HOUR_MILLISECONDS = 3_600_000;

/** The columns that hold a webhook's secrets. */
export function sealedSecret(id: string, secret: string, { seal }: WebhookDeps): { secret: string; prefix: string } {
  return { secret: seal.seal(purposeOf(id), secret), prefix: secretPrefix(secret) };
}

/** The secrets that sign now, the newest first: two during a rotation. */
export function openSecrets(webhook: WebhookRow, { seal }: WebhookDeps, now: Instant): string[] {
  const { id, secret, previous_secret: previous, previous_until: until } = webhook;
  const sealed = previous !== null && until !== null && until.getTime() > now ? [secret, previous] : [secret];
  return sealed.map((text) => seal.open(purposeOf(id), text));
}

/**
 * Makes a new secret. The previous one also signs for `overlapHours`, so that the receiver can change without losing a message; with 0 it
 * stops at once. An older secret, of a rotation that has not ended, stops at once. The new secret is in this answer only.
 * @throws WEBHOOK_NOT_FOUND
 */
export async function rotateWebhookSecret({
  ctx,
  input,
}: Verb<{ webhook: string; overlapHours: number; deps: WebhookDeps }>): Promise<{ webhook: WebhookShape; secret: string }> {
  requirePermission(ctx, "connection.manage");
  const { webhook, overlapHours, deps } = input;
  const { id, name } = await webhookRow(ctx.records, webhook);
  const secret = newSecret();
  const until = new Date(ctx.clock() + overlapHours * HOUR_MILLISECONDS);
  await ctx.records.transaction().execute(async (tx) => {
    await tx
      .updateTable("webhooks")
      .set(({ ref }) => ({
        ...sealedSecret(id, secret, deps),
        ...(overlapHours === 0 ? NO_PREVIOUS : { previous_secret: ref("secret"), previous_prefix: ref("prefix"), previous_until: until }),
      }))
      .where("id", "=", id)
      .execute();
    await audit(tx, ctx, "webhook.secret.rotate", { webhook: id, name, overlapHours });
  });
  return { webhook: await shown(ctx, id), secret };
}

/** Ends a rotation now: only the new secret signs. Without a rotation nothing happens. @throws WEBHOOK_NOT_FOUND */
export async function endPreviousSecret({ ctx, input }: Verb<{ webhook: string }>): Promise<WebhookShape> {
  requirePermission(ctx, "connection.manage");
  const { id, name } = await webhookRow(ctx.records, input.webhook);
  await ctx.records.transaction().execute(async (tx) => {
    await tx.updateTable("webhooks").set(NO_PREVIOUS).where("id", "=", id).execute();
    await audit(tx, ctx, "webhook.secret.end", { webhook: id, name });
  });
  return shown(ctx, id);
}

export const NO_PREVIOUS = { previous_secret: null, previous_prefix: null, previous_until: null } as const;
