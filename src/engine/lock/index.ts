export { OWNER_HEADER, type OwnerAccess } from "./claim.ts";
export { lockDirectory, type DirectoryLock } from "./lock.ts";
export { serverOf } from "./serverOf.ts";
