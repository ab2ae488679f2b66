import { literal } from "../../../engine/index.ts";
import type { ValueTypeRun } from "../run.ts";

export const booleanRun: ValueTypeRun = { literal: (value) => literal.boolean(value === true), wanted: (value) => value, metric: null };
