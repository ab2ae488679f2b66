export { explainTag } from "./explainTag.ts";
export { measuredFieldsOf, shownMetric } from "./shownMetric.ts";
