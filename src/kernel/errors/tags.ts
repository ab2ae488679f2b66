import { entry } from "./problem.ts";

/** Errors of the tags side. */
export const tags = {};
