import { z } from "zod";
import type { Ctx } from "../../engine/index.ts";
import { defineJob, type JobKind } from "../../jobs/index.ts";
import { settledEvaluation } from "../../membership/index.ts";
import type { WebhookDeps } from "./deps.ts";
import { planWebhook } from "./plan.ts";
import { dueWebhooks, sendWaiting } from "./send.ts";

/** How often it is asked which webhooks have something to tell: a small query to the records. */
const WATCH_MILLISECONDS = 400;
/** A webhook that always has something to send gives way to others after so long. */
const QUOTA_MILLISECONDS = 5_000;
/** Webhooks that are sent to at the same time: one that is slow holds up itself alone. */
const AT_ONCE = 4;

const Input = z.object({ webhook: z.string() });
type Input = z.output<typeof Input>;

/**
 * Plans what one webhook is to be told and sends it, until nothing waits or a delivery fails. At least once: what a crash cut off is
 * sent again, with the same id.
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

/** One round of a webhook. Answers whether there may be more to do at once. */
export async function tellWebhook(ctx: Ctx, deps: WebhookDeps, webhook: string, signal: AbortSignal): Promise<boolean> {
  await planWebhook(ctx, webhook, await settledEvaluation(ctx), { onlyActive: true });
  return sendWaiting(ctx, deps, webhook, signal);
}
