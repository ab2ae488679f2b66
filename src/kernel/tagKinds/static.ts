import type { TagKindFacts } from "./tagKind.ts";

export const staticKind: TagKindFacts = {
  name: { zh: "静态标签", en: "Static" },
  shortName: { zh: "静态", en: "static" },
  isAssigned: true,
  hasMembers: true,
  hasTiers: false,
  isOverridable: false,
  whyNotOverridable: {
    zh: "静态标签请直接打标签或移除",
    en: "add or remove a static tag directly",
  },
  hasConditions: false,
};
