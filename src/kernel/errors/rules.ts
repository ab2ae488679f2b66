import { entry } from "./problem.ts";

/** Errors of the rules side. */
export const rules = {};
