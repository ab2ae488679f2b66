import { formatDecimal, parseDecimal } from "../../../kernel/index.ts";
import { orderOfNumbers, readBetween, readNumber } from "../../language/values.ts";
import { both, comparisonWords, numberWords } from "../../language/words.ts";
import { LINE, type ValueTypeLanguage } from "../language.ts";

const words = (value: unknown) => both(numberWords(String(value)));

export const numberLanguage: ValueTypeLanguage = {
  keys: ["is", "isNot", "in", "notIn", "gt", "gte", "lt", "lte", "eq", "neq", "between", "isSet"],
  read: readNumber,
  between: readBetween(readNumber, orderOfNumbers),
  bare: { one: "eq", several: "in" },
  isCompared: true,
  hasCase: false,
  words,
  seenWords: (value) => words(formatDecimal(value as bigint)),
  comparisonWords: (is) => comparisonWords(is, words),
  domain: LINE,
  position: (value) => parseDecimal(String(value)),
  measured: "amount",
};
