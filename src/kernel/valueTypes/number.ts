import { isIdLike } from "../values/idLike.ts";
import { readNumber } from "../values/number.ts";
import type { ValueTypeFacts } from "./valueType.ts";

/** A number with leading zeros, such as 007, is text. */
const LEADING_ZERO = /^\s*[+-]?0\d/;

export const numberType: ValueTypeFacts = {
  values: { zh: "数字", en: "numbers" },
  wanted: {
    zh: "数字（绝对值小于 10¹²），如 1234.5、￥1,234.50、1.2万",
    en: "a number below 10¹² in size, such as 1234.5, ￥1,234.50 or 1.2万",
  },
  hasMissingWords: true,
  suggests: (text, code) => !isIdLike(code) && !LEADING_ZERO.test(text) && readNumber(text).kind === "number",
  includes: [],
  cells: { exported: "number", filledIn: "number" },
  shownIn: ["jsonl", "parquet"],
  isAmount: true,
};
