import { z } from "zod";
import type { Ctx } from "../../engine/index.ts";
import { defineJob, type JobKind } from "../../jobs/index.ts";
import { committedUpTo } from "../../membership/index.ts";
import type { WebhookDeps } from "./deps.ts";
import { planWebhook } from "./planDeliveries.ts";
import { dueWebhooks, sendWaiting } from "./send.ts";

/** How often webhooks with something to send are looked up: one small query of the records. */
const WATCH_MILLISECONDS = 400;
/** A webhook that always has something to send lets others run after this time. */
const QUOTA_MILLISECONDS = 5_000;
/** The most webhooks that are sent to at the same time. A slow receiver delays only its own webhook. */
const AT_ONCE = 4;

const Input = z.object({ webhook: z.string() });
type Input = z.output<typeof Input>;

/**
 * Plans and sends the deliveries of one webhook, until none waits or one fails. Delivery is at least once: after a crash a message is sent
 * again with the same id.
 */
export const webhookJob = (deps: WebhookDeps): JobKind<Input, null> =>
  defineJob({
    name: "webhook",
    input: Input,
    permission: null,
    afterCrash: "restart",
    mostAttempts: Infinity,
    holderOnly: true,
    atOnce: AT_ONCE,
    keptMilliseconds: 0,
    serial: ({ webhook }) => `webhook ${webhook}`,
    single: ({ webhook }) => `webhook ${webhook}`,
    watch: { everyMilliseconds: WATCH_MILLISECONDS, due: async (ctx) => (await dueWebhooks(ctx)).map((webhook) => ({ webhook })) },
    async run(ctx, { webhook }, { signal }) {
      const until = performance.now() + QUOTA_MILLISECONDS;
      while (!signal.aborted && performance.now() < until && (await tellWebhook(ctx, deps, webhook, signal)));
      return null;
    },
  });

/** One round of a webhook. Returns whether more may be ready at once. */
export async function tellWebhook(ctx: Ctx, deps: WebhookDeps, webhook: string, signal: AbortSignal): Promise<boolean> {
  await planWebhook(ctx, webhook, await committedUpTo(ctx), { onlyActive: true });
  return sendWaiting(ctx, deps, webhook, signal);
}
