import type { Tagging } from "../../imports/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { loadTags } from "../../tags/index.ts";
import { forgetCustomers, heldCustomers, settleMembers } from "./gone.ts";
import { giveImported } from "./give.ts";
import { takeBackImported } from "./takeBack.ts";
import { readWords } from "./words.ts";

/** The tags that imports bring, as imports ask for them. */
export const IMPORTED: Tagging = {
  async offered(ctx) {
    const { tags } = await loadTags({ ctx });
    return [...tags.values()].filter(({ kind, state }) => kind === "static" && state === "published").map(({ name }) => name[ctx.lang]);
  },
  async check(ctx, words, create) {
    if (words.length === 0) return { places: new Map(), create: [] };
    requirePermission(ctx, "tag.assign");
    const read = readWords(await loadTags({ ctx }), words, create);
    if (read.create.length > 0) requirePermission(ctx, "tag.edit");
    return read;
  },
  give: giveImported,
  revert: takeBackImported,
  manuallyTagged: heldCustomers,
  forget: forgetCustomers,
  updateMembers: settleMembers,
};
