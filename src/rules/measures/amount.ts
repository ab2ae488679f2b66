import type { Text } from "../../kernel/index.ts";
import type { Measure, ValueType } from "../language/ast.ts";
import { readNumber, type ReadValue } from "../language/values.ts";
import { both, numberWords } from "../language/words.ts";
import { languageOfType } from "../valueTypes/languages.ts";
import { valueOfMeasure } from "./languages.ts";

/** The type of a measure's values, as they are stored and shown; a time since is a number of whole days. */
export function typeOfMeasure(measure: Measure): ValueType {
  const value = valueOfMeasure(measure);
  switch (value.as) {
    case "count":
    case "elapsed":
      return "number";
    case "number":
      return value.of;
    case "time":
      return "time";
    case "value":
      return value.type;
  }
}

/** Reads an amount to compare a measure with; gives decimal text. */
export function readAmount(measure: Measure): ReadValue<string> {
  const value = valueOfMeasure(measure);
  return value.as === "number" ? (languageOfType(value.of).read as ReadValue<string>) : readNumber;
}

/** An amount of a measure as text, without its unit: 12,800. `decimal`: decimal text. */
export function amountWords(measure: Measure, decimal: string, timezone: string): Text {
  const value = valueOfMeasure(measure);
  return value.as === "number" ? languageOfType(value.of).words(decimal, timezone) : both(numberWords(decimal));
}
