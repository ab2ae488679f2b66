export { ANONYMOUS, OPERATOR, SYSTEM } from "./actors/actors.ts";
export { audit } from "./audit/audit.ts";
export { createKey } from "./keys/createKey.ts";
export { endOtherSessions, endSession } from "./sessions/endSession.ts";
export { actorOfKey, KEY_PREFIX } from "./keys/keys.ts";
export { actorOfCachedKey } from "./keys/keyCache.ts";
export { exportAudit } from "./audit/exportAudit.ts";
export { listAudit, type ListAudit } from "./audit/listAudit.ts";
export { verifyAudit, type VerifyAudit } from "./audit/verifyAudit.ts";
export { listKeys } from "./keys/listKeys.ts";
export { listSessions } from "./sessions/listSessions.ts";
export { auditLookups, countLookups, LOOKUPS_PER_HOUR } from "./audit/lookups.ts";
export { drain, failureOf, isInner, isNetwork, readAddress, requestOutbound, resolveAllowed } from "./outbound/index.ts";
export type { Address, Allowance, OutboundRequest } from "./outbound/index.ts";
export { openSeal, type Seal } from "./secrets/seal.ts";
export { auditShown, forgetReads, READS_DAYS } from "./audit/reads.ts";
export { readSession } from "./sessions/readSession.ts";
export { countRequest, forgetRequestCounts, type RequestCount } from "./requests/requestCounts.ts";
export { keyHoldings } from "./keys/holdings.ts";
export { revokeKey } from "./keys/revokeKey.ts";
export { actorOfSession, forgetSessions, LONGEST_SESSION_MILLISECONDS, type FoundSession, type SignedIn } from "./sessions/sessions.ts";
export { signIn, type SignIn } from "./sessions/signIn.ts";
export { signOut } from "./sessions/signOut.ts";
export { randomSecret } from "./secrets/secret.ts";
export { forgetOldAttempts } from "./sessions/loginWaits.ts";
export { personBehind } from "./actors/personBehind.ts";
export { standingActor } from "./actors/standingActor.ts";
export {
  beginAnswer,
  forgetAnswer,
  forgetAnswersAbout,
  forgetOldAnswers,
  readAnswer,
  type KeyedRequest,
  updateAnswer,
} from "./requests/answeredRequests.ts";
export * from "./people/index.ts";
export * from "./departments/index.ts";
export * from "./grants/index.ts";
export * from "./policies/index.ts";
export * from "./oidc/index.ts";
export * from "./invitations/index.ts";
export * from "./account/index.ts";
