import { entry } from "./problem.ts";

/** Errors of the access side. */
export const access = {};
