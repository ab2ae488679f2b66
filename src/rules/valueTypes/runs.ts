import type { ValueType } from "../../kernel/index.ts";
import { booleanRun } from "./boolean/run.ts";
import { dateRun } from "./date/run.ts";
import { durationRun } from "./duration/run.ts";
import { listRun } from "./list/run.ts";
import { numberRun } from "./number/run.ts";
import type { PlaceRun, ValueTypeRun } from "./run.ts";
import { textRun } from "./text/run.ts";
import { timeRun } from "./time/run.ts";

const RUNS: Readonly<Record<ValueType, ValueTypeRun>> = {
  text: textRun,
  number: numberRun,
  boolean: booleanRun,
  date: dateRun,
  time: timeRun,
  duration: durationRun,
  list: listRun,
};

export function runOfType(type: ValueType): ValueTypeRun {
  return RUNS[type];
}

/** For a test that only places in time have. */
export function placeOf(type: ValueType): PlaceRun {
  const { place } = RUNS[type];
  if (!place) throw new Error(`a ${type} has no place in time`);
  return place;
}
