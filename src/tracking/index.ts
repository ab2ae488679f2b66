export { type Arrival, issuesOf, type MessageKind, type TrackedMessage, trackMessage, trackMessages } from "./messages/index.ts";
export { toldCustomer } from "./messages/told.ts";
export { rejectedResult, resultsOf, sendEvents, setCustomer, upsertCustomers } from "./own/index.ts";
export { gatherBeside, recoverMessages, sendMessages, settleMessages } from "./stream/index.ts";
