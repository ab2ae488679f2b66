import { sweepJob } from "../../jobs/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { OVERLAP_EVALUATIONS } from "./planDeliveries.ts";
import { NO_PREVIOUS } from "./secrets.ts";

const DELIVERED_KEPT_MILLISECONDS = 30 * 24 * 3_600_000;
const DEAD_KEPT_MILLISECONDS = 90 * 24 * 3_600_000;

/** Deletes secrets whose rotation has ended, and old deliveries. Recent ones stay, because planning would insert them again. */
export async function sweepDeliveries(ctx: Pick<Ctx, "records" | "clock">): Promise<void> {
  await ctx.records.updateTable("webhooks").set(NO_PREVIOUS).where("previous_until", "<=", new Date(ctx.clock())).execute();
  for (const [state, kept] of [
    ["delivered", DELIVERED_KEPT_MILLISECONDS],
    ["dead", DEAD_KEPT_MILLISECONDS],
  ] as const)
    await ctx.records
      .deleteFrom("deliveries")
      .using("webhooks")
      .whereRef("deliveries.webhook", "=", "webhooks.id")
      .where("deliveries.state", "=", state)
      .where("deliveries.created_at", "<", new Date(ctx.clock() - kept))
      .where(({ eb, or }) =>
        or([
          eb("deliveries.evaluation", "is", null),
          eb("deliveries.evaluation", "<", eb("webhooks.queued_up_to", "-", OVERLAP_EVALUATIONS)),
        ]),
      )
      .execute();
}

export const sweepDeliveriesJob = sweepJob("deliveries", "7 * * * *", (ctx) => sweepDeliveries(ctx));
