import type { TagKindFacts } from "./tagKind.ts";

export const ruleKind: TagKindFacts = {
  name: { zh: "规则标签", en: "Rule" },
  isAssigned: false,
  hasMembers: true,
  hasTiers: false,
  isOverridable: true,
};
