import type { TagKindFacts } from "./tagKind.ts";

export const tieredKind: TagKindFacts = {
  name: { zh: "分层标签", en: "Tiered" },
  isAssigned: false,
  hasMembers: true,
  hasTiers: true,
  isOverridable: true,
};
