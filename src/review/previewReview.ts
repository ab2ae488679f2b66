import type { PlaceholderPreview } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { planPlaceholders } from "../identity/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { placeholderOf, reviewRow } from "./decideReview.ts";

/** Changes to customers if the identity in review became a placeholder. Writes nothing. @throws REVIEW_NOT_FOUND */
export async function previewReview({
  ctx,
  input,
}: Verb<{ readonly review: number; readonly other?: boolean | undefined }>): Promise<PlaceholderPreview> {
  requirePermission(ctx, "customer.edit");
  const row = await reviewRow(ctx, input.review);
  return planPlaceholders(ctx, { add: [placeholderOf(row, input.other)], remove: [] });
}
