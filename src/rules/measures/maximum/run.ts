import { extremeRun } from "../extremeRun.ts";

export const maximumRun = extremeRun("maximum");
