export { IDENTITY_FAULTS, identityIssue } from "./faults.ts";
export {
  type IdentityFault,
  identityForm,
  MAX_BYTES as MAX_IDENTITY_BYTES,
  normaliseExternal,
  normaliseIdentity,
  readIdentity,
} from "./normalise.ts";
export { identityFaultSql, normaliseSql } from "./normaliseSql.ts";
export { FORM_FAULTS, type FormFault, type FormFaultCode, formOf, IDENTITY_FORMS } from "./forms/index.ts";
export { maskedPhone, maskedPhoneSql } from "./forms/phone/mask.ts";
export { compareText, compareTrust } from "./order.ts";
export { editedChanges, type PlaceholderEdit } from "./placeholders/edit.ts";
export { type Placeholders, placeholdersOf, USUAL_PLACEHOLDERS } from "./placeholders/placeholders.ts";
export {
  readPlaceholderChanges,
  readPlaceholders,
  readPlaceholderStates,
  textOf,
  withChanges,
  writePlaceholderChanges,
} from "./placeholders/settings.ts";
export { isPlaceholderSql } from "./placeholders/sql.ts";
export { incomingPlatform, type Platform, platformOf, PREVIOUS } from "./platforms.ts";
