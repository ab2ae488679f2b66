import { literal } from "../../engine/index.ts";
import type { Lets } from "./lets.ts";
import type { BooleanValue, TextValue, Value } from "./value.ts";

const YES = ["true", "t", "yes", "y", "1", "是", "真", "√"];
const NO = ["false", "f", "no", "n", "0", "否", "假", "×"];
/** Words that nobody writes for anything but yes and no; 1 and 0 are numbers until told otherwise. */
export const PLAIN_WORDS = ["true", "false", "yes", "no", "是", "否"];

function booleanSql(text: string): string {
  const word = `lowerUTF8(trimBoth(${text}))`;
  return `multiIf(${word} IN (${list(YES)}), 1, ${word} IN (${list(NO)}), 0, NULL)`;
}

export function list(words: readonly string[]): string {
  return words.map(literal.text).join(", ");
}

/** Text and the numbers 1 and 0 as yes and no; undefined for what cannot be either. */
export function booleanOf(value: Value, lets: Lets): BooleanValue | undefined {
  switch (value.type) {
    case "boolean":
      return value;
    case "text":
    case "number":
      return value.type === "text" ? booleanOfText(value.sql, value.faults, lets) : booleanOfText(value.text, value.textFaults, lets);
    case "date":
    case "time":
    case "list":
    case "members":
      return undefined;
  }
}

function booleanOfText(text: string, faults: TextValue["faults"], lets: Lets): BooleanValue {
  const sql = lets.name(booleanSql(text));
  return { type: "boolean", sql, faults: [...faults, { reason: "BOOLEAN_UNREADABLE", when: `isNotNull(${text}) AND isNull(${sql})` }] };
}
