import type { TagKindFacts } from "./tagKind.ts";

export const ruleKind: TagKindFacts = {
  name: { zh: "规则标签", en: "Rule" },
  shortName: { zh: "规则", en: "rule" },
  isAssigned: false,
  hasMembers: true,
  hasTiers: false,
  isOverridable: true,
  whyNotOverridable: null,
  hasConditions: true,
};
