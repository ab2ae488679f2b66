import { entry } from "./problem.ts";

/** Errors of the engine side. */
export const engine = {};
