export { evaluateDue, evaluateTags, isUpToDate } from "./again.ts";
export { nextDue } from "./due.ts";
export { type Evaluated, evaluateNow } from "./evaluate.ts";
export { followChanges, forgetUnfollowed } from "./follow.ts";
export { followMerges } from "./merges/follow.ts";
export { settleMerges } from "./merges/settle.ts";
export { settleCustomers } from "./settleCustomers.ts";
export { awaitErased, waitingTags, wholeTags } from "./whole.ts";
