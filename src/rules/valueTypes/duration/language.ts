import { durationValueWords, formatDecimal, parseDecimal, readDuration, type Decimal } from "../../../kernel/index.ts";
import { describe } from "../../language/scope.ts";
import { orderOfNumbers, readBetween, type ReadValue } from "../../language/values.ts";
import { comparisonWords } from "../../language/words.ts";
import { AMOUNT } from "../amountLanguage.ts";
import type { ValueTypeLanguage } from "../language.ts";

const words = (value: unknown) => durationValueWords(parseDecimal(String(value))!);

/** `2h 30m`, `2小时30分`; in the tree decimal text of seconds. The difference of two sums may be negative: `-2h`. */
const readValue: ReadValue<string> = (raw, path, reading) => {
  const [, sign = "", size = ""] = typeof raw === "string" ? (/^\s*(-?)(.*)$/s.exec(raw) ?? []) : [];
  const seconds = readDuration(size);
  if (seconds === undefined) return reading.wrong(path, "RULE_DURATION_VALUE", { found: describe(raw) });
  return formatDecimal(sign === "-" ? -seconds : seconds);
};

export const durationLanguage: ValueTypeLanguage = {
  ...AMOUNT,
  read: readValue,
  between: readBetween(readValue, orderOfNumbers),
  words,
  seenWords: (value) => durationValueWords(value as Decimal),
  comparisonWords: (is) => comparisonWords(is, words),
};
