import { audit, readAddress, resolveAllowed } from "../../access/index.ts";
import type { WebhookShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { newId, problem, requirePermission, unusableTexts } from "../../kernel/index.ts";
import { committedUpTo } from "../../membership/index.ts";
import type { WebhookDeps } from "./deps.ts";
import { shown } from "./rows.ts";
import { readScope, scopeColumns, type Scope } from "./scope.ts";
import { sealedSecret } from "./secrets.ts";
import { newSecret } from "./sign.ts";

export interface CreateWebhook extends Scope {
  readonly name: string;
  readonly url: string;
  readonly deps: WebhookDeps;
}

/**
 * Makes a webhook that sends changes from now on. The secret is in this answer and cannot be read later.
 * @throws WEBHOOK_NAME_TAKEN, WEBHOOK_SCOPE, WEBHOOK_TYPE_SUBJECT, WEBHOOK_NO_TIERS, WEBHOOK_METRIC, TAG_NOT_FOUND, SEGMENT_NOT_FOUND,
 * ADDRESS_*
 */
export async function createWebhook({ ctx, input }: Verb<CreateWebhook>): Promise<{ webhook: WebhookShape; secret: string }> {
  requirePermission(ctx, "connection.manage");
  const { name, url, deps } = input;
  if (unusableTexts({ name, url }).length > 0) throw problem("TEXT_UNUSABLE", {});
  const scope = await readScope(ctx, input);
  await requireCallable(url, deps);
  const secret = newSecret();
  const id = newId(ctx.clock());
  const since = await committedUpTo(ctx);
  await ctx.records.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto("webhooks")
      .values({
        id,
        name,
        url,
        ...scopeColumns(scope),
        state: "active",
        ...sealedSecret(id, secret, deps),
        since,
        queued_up_to: since,
        failures: 0,
        owner_kind: ctx.actor.kind,
        owner: ctx.actor.id,
        owner_name: ctx.actor.name,
        created_at: new Date(ctx.clock()),
      })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!inserted) throw problem("WEBHOOK_NAME_TAKEN", { name });
    await audit(tx, ctx, "webhook.create", { webhook: id, name, url: withoutQuery(url), ...scope });
  });
  return { webhook: await shown(ctx, id), secret };
}

/** Refuses an address now rather than at the first delivery. @throws ADDRESS_MALFORMED, ADDRESS_REFUSED, ADDRESS_UNKNOWN */
export async function requireCallable(url: string, { allowance }: WebhookDeps): Promise<void> {
  await resolveAllowed(readAddress(url).hostname, allowance);
}

/** The address as the audit may show it: the part after the question mark often contains a token. */
export function withoutQuery(url: string): string {
  return url.split("?", 1)[0]!;
}
