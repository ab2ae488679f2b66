export { backOffMilliseconds, type BackOff } from "./backOff.ts";
export { defineJob, jobName, type AnyJobKind, type JobKind, type JobName, type JobWork } from "./define.ts";
export { openJobs, type QueueParts } from "./queue.ts";
export type { EnqueueOptions, Job, JobContext, Jobs } from "./types.ts";
export { sweepJob } from "./sweepJob.ts";
export { settled } from "./waiting.ts";
export { cancelJob } from "./cancelJob.ts";
export { listJobs } from "./listJobs.ts";
export { readJob } from "./readJob.ts";
