export { lockDirectory, type DirectoryLock } from "./lock.ts";
