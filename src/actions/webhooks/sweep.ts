import type { Ctx } from "../../engine/index.ts";
import { OVERLAP } from "./plan.ts";

const DELIVERED_KEPT = 30 * 24 * 3_600_000;
const DEAD_KEPT = 90 * 24 * 3_600_000;

/** Forgets old deliveries; those near the end of the ledger stay, so that they are not planned anew. */
export async function sweepDeliveries(ctx: Pick<Ctx, "records" | "clock">): Promise<void> {
  for (const [state, kept] of [
    ["delivered", DELIVERED_KEPT],
    ["dead", DEAD_KEPT],
  ] as const)
    await ctx.records
      .deleteFrom("deliveries")
      .using("webhooks")
      .whereRef("deliveries.webhook", "=", "webhooks.id")
      .where("deliveries.state", "=", state)
      .where("deliveries.created_at", "<", new Date(ctx.clock() - kept))
      .where(({ eb, or }) =>
        or([eb("deliveries.evaluation", "is", null), eb("deliveries.evaluation", "<", eb("webhooks.told", "-", OVERLAP))]),
      )
      .execute();
}
