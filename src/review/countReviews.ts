import type { ReviewKind } from "../contract/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { requirePermission } from "../kernel/index.ts";

export type ReviewCounts = Record<ReviewKind, number>;

/** The number of open reviews, by kind. */
export async function countReviews({ ctx }: Pick<Verb<unknown>, "ctx">): Promise<ReviewCounts> {
  requirePermission(ctx, "customer.read");
  return reviewsIn(ctx, "open");
}

/** The number of reviews in a state, by kind. */
export async function reviewsIn({ records }: Pick<Ctx, "records">, state: "open" | "kept"): Promise<ReviewCounts> {
  const rows = await records
    .selectFrom("identity_reviews")
    .select(["kind", ({ fn }) => fn.countAll<string>().as("count")])
    .where("state", "=", state)
    .groupBy("kind")
    .execute();
  const of = (kind: ReviewKind) => Number(rows.find((row) => row.kind === kind)?.count ?? 0);
  return { clash: of("clash"), shared: of("shared"), many: of("many") };
}
