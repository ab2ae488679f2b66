export { findCustomer, findCustomers } from "./find.ts";
export { keyOf } from "./lookup.ts";
export { MAX_BYTES as MAX_IDENTITY_BYTES, normaliseExternal, normaliseIdentity } from "./normalise.ts";
export { normaliseSql } from "./normaliseSql.ts";
export { platformOf, type Platform, type PlatformKind } from "./platforms.ts";
export { readIdentities } from "./read.ts";
export { resolveIdentities, resolveNormalised, type IdentityConflict, type Resolved, type ResolveInput } from "./resolve.ts";
export { serially } from "./serial.ts";
export { resolveStaged, type ResolveStagedInput, type StagedIdentities } from "./staged.ts";
