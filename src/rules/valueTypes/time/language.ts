import type { Instant } from "../../../kernel/index.ts";
import type { Comparison } from "../../language/ast.ts";
import { timeComparisonWords, timeWords } from "../../language/dayWords.ts";
import { compareSpan, readDuration, readSpan, readTime, readTimesBetween } from "../../language/values.ts";
import { both } from "../../language/words.ts";
import { LINE, PLACE_KEYS, type ValueTypeLanguage } from "../language.ts";

export const timeLanguage: ValueTypeLanguage = {
  keys: ["is", "isNot", ...PLACE_KEYS],
  read: readTime,
  /** An instant compared with a bare date is compared with that whole day. */
  compare: (op) => (raw, path, reading) => {
    const span = readSpan(raw, path, reading);
    return span && compareSpan(op, span);
  },
  between: readTimesBetween,
  bare: { one: "eq", several: "in" },
  isCompared: true,
  hasCase: false,
  place: { length: readDuration, ofDays: false },
  words: (value, timezone) => both(timeWords(value as Instant, timezone)),
  seenWords: (value, timezone) => both(timeWords(value as Instant, timezone)),
  comparisonWords: (is, timezone) => timeComparisonWords(is as Comparison<Instant>, timezone),
  domain: LINE,
  position: (value) => BigInt(value as Instant),
  measured: "instant",
};
