import type { TagSettingsShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { fullestCustomer } from "../../membership/index.ts";
import { loadTagSettings, visibleTags } from "../../tags/index.ts";
import { countedTags } from "./customerQuota.ts";

/** The settings of tags with what is used of the quotas. Hidden tags count too, so that who does not see all tags gets no counts. */
export async function readTagSettings({ ctx }: Pick<Verb<unknown>, "ctx">): Promise<TagSettingsShape> {
  requirePermission(ctx, "tag.read");
  const { tags, perCustomer } = await loadTagSettings(ctx.records);
  const visible = await visibleTags(ctx);
  if (visible.hidden.size > 0) return { tags: { limit: tags, used: null }, perCustomer: { limit: perCustomer, most: null, full: null } };
  const fullest = await fullestCustomer(
    ctx,
    countedTags(visible).map(({ id }) => id),
    perCustomer,
  );
  return { tags: { limit: tags, used: visible.tags.size }, perCustomer: { limit: perCustomer, ...fullest } };
}
