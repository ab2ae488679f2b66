export { type CauseName, type Fresh, type Reasons, byDefinition, nameOf, namesRead, reasonsSql, strongestCause } from "./causes.ts";
export { type Cause, type Delta, commitMembers, countDelta, recoverMembers } from "./commit.ts";
export { type MetricChange, type Move, commitMoves, writeMetricChanges } from "./commitMoves.ts";
export { eraseMember } from "./eraseMember.ts";
export { evaluatedUntil, setEvaluatedUntil } from "./evaluatedUntil.ts";
export { asEvaluation, closeLostEvaluations } from "./evaluations.ts";
export { endDueAssignments, endAssignments } from "./assignments/end.ts";
export { type Said, type SaidOf, keepSaid, reasonOf, saidOfCustomer } from "./assignments/said.ts";
export { customerHistory } from "./history/customer.ts";
export { tagMoves } from "./history/moved.ts";
export { type EvaluationMoves, type MoveKind, countMoves, movesOf } from "./history/moves.ts";
export { settledEvaluation } from "./history/settled.ts";
export { membersSince } from "./history/since.ts";
export { storedMembersSql } from "./history/stored.ts";
export { tagHistory } from "./history/tag.ts";
export {
  type MemberCount,
  countEverybody,
  countMembers,
  entriesOf,
  isTimeSince,
  isZeroWithout,
  metricValue,
  metricsOf,
  tagsOfCustomers,
} from "./members.ts";
export { carry } from "./merges/carry.ts";
export { type Expired, nextOverrideExpiry, overridesExpired } from "./overrides/expiries.ts";
export { type Override, overridesInForce } from "./overrides/inForce.ts";
export { listOverrides, shownOverride } from "./overrides/list.ts";
export { type Answer, fittingAnswer, overriddenAnswer } from "./overrides/over.ts";
export { overriddenSql, stageOverrides } from "./overrides/stage.ts";
export { exclusively, isEvaluating, oneEvaluation } from "./writeLock.ts";
export { MEMBERS_STAGE, withMembersStage } from "./membersStage.ts";
