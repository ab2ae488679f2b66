export { factsInstant, instantOfFacts } from "./facts/instants.ts";
export { literal } from "./facts/literal.ts";
export { COMPILED } from "./facts/settings.ts";
export type { Facts, Lane, Limits, RunOptions, Stage, StageOptions } from "./facts/types.ts";
export type { Records, RecordsTx, RecordTables } from "./records/types.ts";
export type { Ctx, Engine, EngineConfig, Progress, Verb } from "./types.ts";
export { openEngine } from "./open.ts";
export { takeNumbers } from "./records/counters.ts";
