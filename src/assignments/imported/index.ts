import type { Tagging } from "../../imports/index.ts";
import { requirePermission, tagKind } from "../../kernel/index.ts";
import { exclusively } from "../../membership/index.ts";
import { loadTags } from "../../tags/index.ts";
import { forgetCustomers, manuallyTaggedCustomers, updateMembersAfterUndo } from "./removeCustomers.ts";
import { assignImported } from "./assignImported.ts";
import { undoImported } from "./undoImported.ts";
import { matchTagNames } from "./matchTagNames.ts";

/** The tag operations that the room of imports calls. */
export const IMPORTED: Tagging = {
  async offered(ctx) {
    const { tags } = await loadTags({ ctx });
    return [...tags.values()]
      .filter(({ kind, state }) => tagKind(kind).isAssigned && state === "published")
      .map(({ name }) => name[ctx.lang]);
  },
  async check(ctx, words, create) {
    if (words.length === 0) return { places: new Map(), create: [] };
    requirePermission(ctx, "tag.assign");
    const read = matchTagNames(await loadTags({ ctx }), words, create);
    if (read.create.length > 0) requirePermission(ctx, "tag.edit");
    return read;
  },
  give: assignImported,
  revert: undoImported,
  whileMembersRest: exclusively,
  manuallyTagged: manuallyTaggedCustomers,
  forget: forgetCustomers,
  updateMembers: updateMembersAfterUndo,
};
