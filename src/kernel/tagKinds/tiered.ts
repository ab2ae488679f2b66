import type { TagKindFacts } from "./tagKind.ts";

export const tieredKind: TagKindFacts = {
  name: { zh: "分层标签", en: "Tiered" },
  shortName: { zh: "分层", en: "tiered" },
  isAssigned: false,
  hasMembers: true,
  hasTiers: true,
  isOverridable: true,
  whyNotOverridable: null,
  hasConditions: true,
};
