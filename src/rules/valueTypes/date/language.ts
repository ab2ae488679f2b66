import type { Comparison } from "../../language/ast.ts";
import type { Day } from "../../../kernel/index.ts";
import { dateComparisonWords } from "../../language/dayWords.ts";
import { orderOfDays, readBetween, readDate, readDayDuration } from "../../language/values.ts";
import { both } from "../../language/words.ts";
import { LINE, PLACE_KEYS, type ValueTypeLanguage } from "../language.ts";

export const dateLanguage: ValueTypeLanguage = {
  keys: ["is", "isNot", "in", "notIn", ...PLACE_KEYS],
  read: readDate,
  between: readBetween(readDate, orderOfDays),
  bare: { one: "eq", several: "in" },
  isCompared: true,
  hasCase: false,
  place: { length: readDayDuration, ofDays: true },
  words: (value) => both(String(value)),
  seenWords: (value) => both(String(value)),
  comparisonWords: (is) => dateComparisonWords(is as Comparison<Day>),
  domain: LINE,
  /** Days as whole numbers. */
  position: (value) => (/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? BigInt(Date.parse(String(value)) / 86_400_000) : undefined),
  measured: "value",
};
