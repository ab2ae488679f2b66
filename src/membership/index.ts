export {
  type CauseName,
  type ChangesByCause,
  type Reasons,
  byDefinition,
  nameOf,
  namesRead,
  reasonsSql,
  strongestCause,
} from "./causes.ts";
export { type Cause, type Delta, commitMembers, countDelta, recoverMembers } from "./commit.ts";
export { type MetricChange, type Move, commitMoves, writeMetricChanges } from "./commitMoves.ts";
export { countOverlaps } from "./countOverlaps.ts";
export { type CustomersOver, customersOver, fullestCustomer } from "./customersOver.ts";
export { eraseMember } from "./eraseMember.ts";
export { evaluatedUntil, setEvaluatedUntil } from "./evaluatedUntil.ts";
export {
  asEvaluation,
  beginEvaluation,
  closeLostEvaluations,
  endEvaluation,
  failEvaluation,
  COMMITTED_UP_TO_SQL,
  committedUpTo,
} from "./evaluations.ts";
export { endDueAssignments, endAssignments } from "./assignments/endAssignments.ts";
export {
  type AssignmentTerms,
  type Assignment,
  keepAssignments,
  reasonOf,
  assignmentsOfCustomer,
  termsInForce,
} from "./assignments/storedAssignments.ts";
export { restoreAssignments, type RestoredAssignments } from "./assignments/restoreAssignments.ts";
export { customerHistory } from "./history/customerHistory.ts";
export { countMovesSince } from "./history/countMovesSince.ts";
export { tagMoves } from "./history/tagMoves.ts";
export { type EvaluationMoves, type MoveKind, type TagMove, countMoves, movesOf } from "./history/moves.ts";
export { membersSince } from "./history/membersSince.ts";
export { storedMembersSql } from "./history/storedMembers.ts";
export { tagHistory } from "./history/tagHistory.ts";
export { heldNow } from "./inMemory/heldNow.ts";
export { rememberMoves } from "./inMemory/rememberMoves.ts";
export {
  type CustomerTag,
  type MemberCount,
  type MetricRow,
  countEverybody,
  EVERYBODY_SQL,
  countMembers,
  entriesOf,
  isTimeSince,
  isZeroWithout,
  metricValue,
  shownAmount,
  metricsOf,
  tagsOfCustomers,
} from "./members.ts";
export { moveMemberships } from "./merges/moveMemberships.ts";
export { type Expired, nextOverrideExpiry, overridesExpired } from "./overrides/overrideEnds.ts";
export { type Override, overridesInForce } from "./overrides/overridesInForce.ts";
export { overridesNow } from "./overrides/overridesNow.ts";
export { listOverrides, shownOverride } from "./overrides/listOverrides.ts";
export { type Answer, fittingAnswer, overriddenAnswer } from "./overrides/overriddenAnswer.ts";
export { overriddenSql, stageOverrides } from "./overrides/stageOverrides.ts";
export {
  addOverrides,
  eraseOverrides,
  removeEnded,
  removeOverrideRow,
  removeOverrideRows,
  replaceOverride,
} from "./overrides/writeOverrides.ts";
export { wasEverUsed } from "./wasEverUsed.ts";
export { exclusively, isEvaluating, oneEvaluation } from "./writeLock.ts";
export { MEMBERS_STAGE, withMembersStage } from "./membersStage.ts";
export { insertMetricsSql, replaceMetricSql } from "./metricRows.ts";
