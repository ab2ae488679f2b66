import type { ValueTypeFacts } from "./valueType.ts";

export const textType: ValueTypeFacts = {
  values: { zh: "文本", en: "texts" },
  wanted: { zh: "文本", en: "a text" },
  hasMissingWords: false,
  includes: [],
  cells: { exported: "text", filledIn: "text" },
  shownIn: ["jsonl", "parquet"],
  isAmount: false,
};
