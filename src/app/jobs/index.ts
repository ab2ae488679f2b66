export { openJobs } from "./runner.ts";
export type { Job, JobKind, Jobs, JobWork, StartJob } from "./types.ts";
export { settled } from "./wait.ts";
