import { requireSomewhere } from "../../access/index.ts";
import type { Tagging } from "../../imports/index.ts";
import { requirePermission, tagKind } from "../../kernel/index.ts";
import { exclusively } from "../../membership/index.ts";
import { requireTag, requireTagQuota, visibleTags } from "../../tags/index.ts";
import { forgetCustomers, manuallyTaggedCustomers, updateMembersAfterUndo } from "./removeCustomers.ts";
import { assignImported } from "./assignImported.ts";
import { undoImported } from "./undoImported.ts";
import { matchTagNames } from "./matchTagNames.ts";

/** The tag operations that the room of imports calls. */
export const IMPORTED: Tagging = {
  async offered(ctx) {
    const { tags } = await visibleTags(ctx);
    return [...tags.values()]
      .filter(({ kind, state }) => tagKind(kind).isAssigned && state === "published")
      .map(({ name }) => name[ctx.lang]);
  },
  async check(ctx, words, create) {
    if (words.length === 0) return { places: new Map(), create: [] };
    await requireSomewhere(ctx, "assign");
    const set = await visibleTags(ctx);
    const read = matchTagNames(set, words, create);
    for (const code of new Set([...read.places.values()].map(({ tag }) => tag))) {
      const tag = set.tags.get(code);
      if (tag) await requireTag(ctx, "assign", tag, set);
    }
    if (read.create.length > 0) {
      requirePermission(ctx, "tag.edit");
      await requireTagQuota(ctx.records, set.all, read.create);
    }
    return read;
  },
  give: assignImported,
  revert: undoImported,
  whileMembersRest: exclusively,
  manuallyTagged: manuallyTaggedCustomers,
  forget: forgetCustomers,
  updateMembers: updateMembersAfterUndo,
};
