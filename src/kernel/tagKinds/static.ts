import type { TagKindFacts } from "./tagKind.ts";

export const staticKind: TagKindFacts = {
  name: { zh: "静态标签", en: "Static" },
  isAssigned: true,
  hasMembers: true,
  hasTiers: false,
  isOverridable: false,
};
