export { evaluateDue, evaluateTags, isUpToDate } from "./evaluateTags.ts";
export { nextDue } from "./sources/clock/nextCrossing.ts";
export { type Evaluated, evaluateNow } from "./evaluateAndCommit.ts";
export { followChanges, forgetUnfollowed } from "./update.ts";
export { followMerges } from "./applyMerges.ts";
export { settleMerges } from "./sources/merges.ts";
export { settleCustomers } from "./updateDependents.ts";
export { awaitErased, waitingTags, wholeTags } from "./sources/populationWide.ts";
