export { type Arrival, issuesOf, type MessageKind, type TrackedMessage, trackMessage, trackMessages } from "./messages/index.ts";
export { shownCustomer } from "./messages/shownCustomer.ts";
export { rejectedResult, resultsOf, sendEvents, setCustomer, upsertCustomers } from "./trackingApi/index.ts";
export { drainEverywhere, gatherLongerWhile, recoverMessages, recoverMessagesJob, sendMessages, drainMessages } from "./stream/index.ts";
