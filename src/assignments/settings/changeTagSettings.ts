import { audit } from "../../access/index.ts";
import type { TagSettingsShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { loadTagSettings, saveTagSettings, type TagSettings } from "../../tags/index.ts";
import { readTagSettings } from "./readTagSettings.ts";

/** Changes what is given. A quota below what is used takes nothing away; it only admits no more. */
export async function changeTagSettings({
  ctx,
  input,
}: Verb<{ [K in keyof TagSettings]?: TagSettings[K] | undefined }>): Promise<TagSettingsShape> {
  requirePermission(ctx, "team.manage");
  await ctx.records.transaction().execute(async (tx) => {
    const before = await loadTagSettings(tx);
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const after = { ...before, ...given };
    await saveTagSettings(tx, ctx, after);
    await audit(tx, ctx, "tag.settings", { before, after });
  });
  return readTagSettings({ ctx });
}
