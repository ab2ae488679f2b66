import { extremeRun } from "../extremeRun.ts";

export const minimumRun = extremeRun("minimum");
