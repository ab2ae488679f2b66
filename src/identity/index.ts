export { aliasesOf } from "./alias.ts";
export type { SplitChoice } from "./change.ts";
export { changeCaps } from "./changeCaps.ts";
export { decide, followDecisions, type Decision, type Word } from "./decide.ts";
export { readCaps } from "./evidence/settings.ts";
export { readKinds } from "./kinds.ts";
export { planCaps } from "./planCaps.ts";
export { compareTrust } from "./order.ts";
export { takeBackEvidence, UNATTESTED } from "./takeBack.ts";
export { wordsToJoin, wordsToSplit } from "./words.ts";
export { identitiesOfSql, numbersSql, ownersSql } from "./claims.ts";
export { eraseIdentities, eraseIdentityRecords, numbersOf } from "./erase.ts";
export { formerOf } from "./former.ts";
export { findCustomer, findCustomers } from "./find.ts";
export { healFresh } from "./heal.ts";
export { identityOf, keyOf } from "./lookup.ts";
export { IDENTITY_FAULTS, identityIssue } from "./faults.ts";
export {
  identityForm,
  MAX_BYTES as MAX_IDENTITY_BYTES,
  normaliseExternal,
  normaliseIdentity,
  readIdentity,
  type IdentityFault,
} from "./normalise.ts";
export { identityFaultSql, normaliseSql } from "./normaliseSql.ts";
export { USUAL_PLACEHOLDERS, type Placeholders } from "./placeholders/placeholders.ts";
export { changePlaceholders, planPlaceholders } from "./placeholders/change.ts";
export { readPlaceholders, readPlaceholderStates } from "./placeholders/settings.ts";
export { anyPending, crossOut, readPending, type OpenTurn, type Pending, type RowMove } from "./pending.ts";
export { customerOriginSql, originOf } from "./origin.ts";
export { platformOf, PREVIOUS, type Platform, type PlatformKind } from "./platforms.ts";
export { identitiesWithSource, ownersOf, readIdentities, type IdentityWithSource } from "./read.ts";
export { resolveNormalised, type IdentityConflict, type Resolved, type ResolveInput } from "./resolve.ts";
export { serially } from "./serial.ts";
export { resolveStaged, type ResolveStagedInput, type StagedIdentities } from "./staged.ts";
