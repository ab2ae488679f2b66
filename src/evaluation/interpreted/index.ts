export { interpretFew, type Interpreted, type StoredMetric } from "./answers.ts";
export { loadCustomerFacts } from "./customerFacts.ts";
export { readsOf, type Reads } from "./reads.ts";
