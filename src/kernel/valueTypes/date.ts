import { bareDay } from "../values/date.ts";
import type { ValueTypeFacts } from "./valueType.ts";

/** Digits alone may be anything. */
export const DIGITS = /^\s*\d+\s*$/;

export const dateType: ValueTypeFacts = {
  values: { zh: "日期", en: "dates" },
  wanted: { zh: "日期，如 2025-11-02", en: "a date such as 2025-11-02" },
  hasMissingWords: true,
  suggests: (text) => !DIGITS.test(text) && bareDay(text) !== undefined,
  includes: [],
  cells: { exported: "date", filledIn: "date" },
  shownIn: ["parquet"],
  isAmount: false,
};
