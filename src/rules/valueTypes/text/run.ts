import { literal } from "../../../engine/index.ts";
import type { ValueTypeRun } from "../run.ts";

export const textRun: ValueTypeRun = { literal: (value) => literal.text(String(value)), wanted: (value) => value, metric: null };
