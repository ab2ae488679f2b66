export { rejectedResult, resultsOf, sendEvents, upsertCustomers } from "./send.ts";
export { setCustomer, type SetCustomer } from "./setCustomer.ts";
