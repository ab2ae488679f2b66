import type { ValueTypeFacts } from "./valueType.ts";

export const listType: ValueTypeFacts = {
  values: { zh: "列表", en: "lists" },
  wanted: { zh: "文本的列表", en: "a list of texts" },
  hasMissingWords: false,
  includes: "all",
  cells: { exported: "text", filledIn: "text" },
  shownIn: ["jsonl", "parquet"],
  isAmount: false,
};
