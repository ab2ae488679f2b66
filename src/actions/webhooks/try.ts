import { audit } from "../../access/index.ts";
import type { DeliveryShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { newId, requirePermission } from "../../kernel/index.ts";
import type { Means } from "./means.ts";
import { deliveryOf, webhookRow } from "./rows.ts";
import { answerOf, attempt } from "./send.ts";

/** Sends a delivery of an example at once and answers how it went. It is not tried again. @throws WEBHOOK_NOT_FOUND */
export async function testWebhook({ ctx, input }: Verb<{ webhook: string; means: Means }>): Promise<DeliveryShape> {
  requirePermission(ctx, "connection.manage");
  const webhook = await webhookRow(ctx.records, input.webhook);
  const at = new Date(ctx.clock());
  const row = { id: newId(ctx.clock()), webhook: webhook.id, kind: "test", evaluation: null, part: 1, parts: 1, changes: 1 } as const;
  const waiting = { attempts: 0, status: null, milliseconds: null, problem: null, created_at: at, first_at: null, tried_at: null };
  const outcome = await attempt(ctx, input.means, webhook, { ...row, ...waiting, state: "waiting" });
  const tried = { state: outcome.failure ? ("dead" as const) : ("delivered" as const), attempts: 1, tried_at: at };
  return ctx.records.transaction().execute(async (tx) => {
    const inserted = await tx
      .insertInto("deliveries")
      .values({ ...row, ...tried, ...answerOf(outcome), created_at: at, first_at: at })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(tx, ctx, "webhook.test", { webhook: webhook.id, name: webhook.name, status: outcome.status });
    return deliveryOf(inserted, webhook);
  });
}
