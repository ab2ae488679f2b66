export { deleteGrant, deleteGrantsOf, grantOf, readGrantRows, readGrants, writeGrant, type GrantRow } from "./grants.ts";
