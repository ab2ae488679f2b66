import type { TagKindFacts } from "./tagKind.ts";

export const staticKind: TagKindFacts = {
  name: { zh: "静态标签", en: "Static" },
  shortName: { zh: "静态", en: "static" },
  isAssigned: true,
  hasMembers: true,
  hasTiers: false,
  isOverridable: false,
  whyNotOverridable: {
    zh: "是静态标签，请直接打标签或移除。",
    en: "is a static tag: add or remove it directly.",
  },
  hasConditions: false,
};
