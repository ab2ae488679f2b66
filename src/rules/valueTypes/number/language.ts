import { formatDecimal } from "../../../kernel/index.ts";
import { orderOfNumbers, readBetween, readNumber } from "../../language/values.ts";
import { both, comparisonWords, numberWords } from "../../language/words.ts";
import { AMOUNT } from "../amountLanguage.ts";
import type { ValueTypeLanguage } from "../language.ts";

const words = (value: unknown) => both(numberWords(String(value)));

export const numberLanguage: ValueTypeLanguage = {
  ...AMOUNT,
  read: readNumber,
  between: readBetween(readNumber, orderOfNumbers),
  words,
  seenWords: (value) => words(formatDecimal(value as bigint)),
  comparisonWords: (is) => comparisonWords(is, words),
};
