export { runCli } from "./run.ts";
export type { Surroundings } from "./session.ts";
