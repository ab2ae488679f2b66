import type { ValueTypeFacts } from "./valueType.ts";

export const numberType: ValueTypeFacts = {
  wanted: {
    zh: "数字（绝对值小于 10¹²），如 1234.5、￥1,234.50、1.2万",
    en: "a number below 10¹² in size, such as 1234.5, ￥1,234.50 or 1.2万",
  },
  hasMissingWords: true,
  includes: [],
  cells: { exported: "number", filledIn: "number" },
  shownIn: ["jsonl", "parquet"],
  isAmount: true,
};
