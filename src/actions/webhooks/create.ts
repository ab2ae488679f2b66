import { audit, randomSecret, readAddress, resolveAllowed } from "../../access/index.ts";
import type { WebhookShape } from "../../contract/index.ts";
import type { Ctx, Verb } from "../../engine/index.ts";
import { newId, problem, requirePermission, unusableTexts } from "../../kernel/index.ts";
import { settledEvaluation } from "../../membership/index.ts";
import { purposeOf, type Means } from "./means.ts";
import { describeWebhooks, webhookRow } from "./rows.ts";
import { readScope, type Scope } from "./scope.ts";

/** Every secret begins with this, so that a leaked one is found by scanners. */
const SECRET_PREFIX = "whsec_";
const PREFIX_LETTERS = SECRET_PREFIX.length + 4;

export interface CreateWebhook extends Scope {
  readonly name: string;
  readonly url: string;
  readonly entered: boolean;
  readonly left: boolean;
  readonly means: Means;
}

/**
 * Makes a webhook that tells of the ledger from here on. The secret is in the answer and nowhere else to be read.
 * @throws WEBHOOK_NAME_TAKEN, WEBHOOK_SCOPE, WEBHOOK_METRIC, TAG_NOT_FOUND, SEGMENT_NOT_FOUND, ADDRESS_*
 */
export async function createWebhook({ ctx, input }: Verb<CreateWebhook>): Promise<{ webhook: WebhookShape; secret: string }> {
  requirePermission(ctx, "connection.manage");
  const { name, url, entered, left, means } = input;
  if (unusableTexts({ name, url }).length > 0) throw problem("TEXT_UNUSABLE", {});
  if (!entered && !left) throw problem("WEBHOOK_SCOPE", {});
  const scope = await readScope(ctx, input);
  await requireCallable(url, means);
  const secret = SECRET_PREFIX + randomSecret();
  const id = newId(ctx.clock());
  const since = await settledEvaluation(ctx);
  await ctx.records.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto("webhooks")
      .values({
        id,
        name,
        url,
        tags: JSON.stringify(scope.tags),
        segment: scope.segment,
        entered,
        left,
        state: "active",
        ...sealedSecret(id, secret, means),
        since,
        told: since,
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
    await audit(tx, ctx, "webhook.create", { webhook: id, name, url: withoutQuery(url), tags: scope.tags, segment: scope.segment });
  });
  return { webhook: await shown(ctx, id), secret };
}

/** A new secret takes the place of the one before at once. @throws WEBHOOK_NOT_FOUND */
export async function renewWebhookSecret({
  ctx,
  input,
}: Verb<{ webhook: string; means: Means }>): Promise<{ webhook: WebhookShape; secret: string }> {
  requirePermission(ctx, "connection.manage");
  const { id, name } = await webhookRow(ctx.records, input.webhook);
  const secret = SECRET_PREFIX + randomSecret();
  await ctx.records.transaction().execute(async (tx) => {
    await tx
      .updateTable("webhooks")
      .set(sealedSecret(id, secret, input.means))
      .where("id", "=", id)
      .execute();
    await audit(tx, ctx, "webhook.secret", { webhook: id, name });
  });
  return { webhook: await shown(ctx, id), secret };
}

export async function shown(ctx: Ctx, webhook: string): Promise<WebhookShape> {
  const [shape] = await describeWebhooks(ctx, [await webhookRow(ctx.records, webhook)]);
  return shape!;
}

/** Told now rather than by the first delivery. @throws ADDRESS_MALFORMED, ADDRESS_REFUSED, ADDRESS_UNKNOWN */
export async function requireCallable(url: string, { allowance }: Means): Promise<void> {
  await resolveAllowed(readAddress(url).hostname, allowance);
}

/** An address as it may stand in the audit: what comes after the question mark is often a token. */
export function withoutQuery(url: string): string {
  return url.split("?", 1)[0]!;
}

function sealedSecret(id: string, secret: string, { seal }: Means): { secret: string; prefix: string } {
  return { secret: seal.seal(purposeOf(id), secret), prefix: secret.slice(0, PREFIX_LETTERS) };
}
