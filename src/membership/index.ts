export { applyTags, type Applied } from "./apply.ts";
export { assignTag } from "./assign.ts";
export { changeMemberships } from "./assignMany.ts";
export { rulesOf } from "./closure.ts";
export { recoverMembers } from "./commit.ts";
export { evaluateTags } from "./again.ts";
export type { Evaluated } from "./evaluate.ts";
export { closeLostEvaluations } from "./turn.ts";
export { followMerges } from "./merges/follow.ts";
export { isEvaluating } from "./turns.ts";
export { finishErasure, finishErasures, requestErasure } from "./erase/index.ts";
export { explainTag } from "./explain.ts";
export { endDueGiven, saidOfCustomer } from "./given/index.ts";
export { nextDue } from "./due.ts";
export { followChanges, forgetUnfollowed } from "./follow.ts";
export {
  countMoves,
  customerHistory,
  membersSince,
  movesOf,
  settledEvaluation,
  storedMembersSql,
  tagHistory,
  tagMoves,
} from "./history/index.ts";
export type { LedgerMove, MovesOf } from "./history/index.ts";
export { IMPORTED } from "./imported/index.ts";
export { evaluatedUntil } from "./state.ts";
export {
  countEverybody,
  countMembers,
  entriesOf,
  isTimeSince,
  isZeroWithout,
  metricValue,
  metricsOf,
  tagsOfCustomers,
  type Held,
  type MemberCount,
} from "./members.ts";
export { measuredFieldsOf, shownMetric } from "./observedFields.ts";
export { listPins, nextPinExpiry, pinTag, pinsExpired, pinsInForce, shownPin, unpinTag, type Pin } from "./pins/index.ts";
export { estimateRule } from "./draft/estimate.ts";
export { previewRule } from "./draft/preview.ts";
export { previewTags } from "./preview.ts";
export { runTags, type RunResult } from "./run.ts";
export { waitingTags, wholeTags } from "./whole.ts";
export { planOfTags } from "./planOf/planOf.ts";
export { retypeAttribute } from "./retype.ts";
