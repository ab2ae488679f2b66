export { explainTag } from "./explainTag.ts";
export { measuredFieldsOf, shownMetric } from "./observedFields.ts";
