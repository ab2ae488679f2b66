import { textRun } from "../text/run.ts";
import type { ValueTypeRun } from "../run.ts";

export const listRun: ValueTypeRun = textRun;
