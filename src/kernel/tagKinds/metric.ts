import type { TagKindFacts } from "./tagKind.ts";

export const metricKind: TagKindFacts = {
  name: { zh: "指标标签", en: "Metric" },
  shortName: { zh: "指标", en: "metric" },
  isAssigned: false,
  hasMembers: false,
  hasTiers: false,
  isOverridable: false,
  whyNotOverridable: {
    zh: "指标的数值由数据算出",
    en: "the value of a metric comes from data",
  },
  hasConditions: false,
};
