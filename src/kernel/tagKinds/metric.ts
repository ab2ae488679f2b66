import type { TagKindFacts } from "./tagKind.ts";

export const metricKind: TagKindFacts = {
  name: { zh: "指标标签", en: "Metric" },
  shortName: { zh: "指标", en: "metric" },
  isAssigned: false,
  hasMembers: false,
  hasTiers: false,
  isOverridable: false,
  whyNotOverridable: {
    zh: "是指标，数值由数据算出，不能手动指定。",
    en: "is a metric: its value comes from data and cannot be overridden.",
  },
  hasConditions: false,
};
