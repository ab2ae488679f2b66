export { answersOf, isTrue } from "./customerAnswers.ts";
export { columnsOfCustomer } from "./customerColumns.ts";
export { type Interpreted, type Reads, interpretFew, loadCustomerFacts, readsOf } from "./interpreted/index.ts";
export { writeMetrics } from "./metrics.ts";
export { readQueryPlan } from "./queryPlan/queryPlan.ts";
export { runTags } from "./runTags.ts";
