import type { TagKindFacts } from "./tagKind.ts";

export const metricKind: TagKindFacts = {
  name: { zh: "指标标签", en: "Metric" },
  isAssigned: false,
  hasMembers: false,
  hasTiers: false,
  isOverridable: false,
};
