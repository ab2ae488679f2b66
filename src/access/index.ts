export { ANONYMOUS, OPERATOR, SYSTEM } from "./actors.ts";
export { audit } from "./audit.ts";
export { createKey } from "./createKey.ts";
export { createPerson, type CreatePerson } from "./createPerson.ts";
export { endOtherSessions, endSession } from "./endSession.ts";
export { ensureAdmin, type EnsureAdmin } from "./ensureAdmin.ts";
export { actorOfKey, KEY_PREFIX } from "./keys.ts";
export { actorOfCachedKey } from "./keyCache.ts";
export { listAudit, type ListAudit } from "./listAudit.ts";
export { listKeys } from "./listKeys.ts";
export { listSessions } from "./listSessions.ts";
export { auditLookups, countLookups, LOOKUPS_PER_HOUR } from "./lookups.ts";
export { drain, failureOf, isInner, isNetwork, readAddress, requestOutbound, resolveAllowed } from "./outbound/index.ts";
export type { Address, Allowance, OutboundRequest } from "./outbound/index.ts";
export { openSeal, type Seal } from "./seal.ts";
export { auditShown, forgetReads, READS_DAYS } from "./reads.ts";
export { readSession } from "./readSession.ts";
export { countRequest, forgetRequestCounts, type RequestCount } from "./requestCounts.ts";
export { revokeKey } from "./revokeKey.ts";
export { actorOfSession, forgetSessions, LONGEST_SESSION_MILLISECONDS, type FoundSession, type SignedIn } from "./sessions.ts";
export { setPassword } from "./setPassword.ts";
export { signIn, type SignIn } from "./signIn.ts";
export { signOut } from "./signOut.ts";
export { randomSecret } from "./secret.ts";
export { forgetOldAttempts } from "./loginWaits.ts";
export { standingActor } from "./standing.ts";
export {
  beginAnswer,
  forgetAnswer,
  forgetAnswersAbout,
  forgetOldAnswers,
  readAnswer,
  type KeyedRequest,
  updateAnswer,
} from "./answeredRequests.ts";
