export { createSource, deleteSource, listSourceRuns, listSources, updateSource, type CreateSource, type UpdateSource } from "./change.ts";
export { sourceHoldings } from "./holdings.ts";
export { closeLostRuns, dueSources } from "./due.ts";
export type { SourceDeps } from "./deps.ts";
export { runSource } from "./run.ts";
export { SOURCE_JOB, sourceJob } from "./sourceJob.ts";
