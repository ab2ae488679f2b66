import type { ValueTypeFacts } from "./valueType.ts";

export const dateType: ValueTypeFacts = {
  wanted: { zh: "日期，如 2025-11-02", en: "a date such as 2025-11-02" },
  hasMissingWords: true,
  includes: [],
  cells: { exported: "date", filledIn: "date" },
  shownIn: ["parquet"],
  isAmount: false,
};
