import { entry } from "./problem.ts";

/** Errors of the intake side. */
export const intake = {};
