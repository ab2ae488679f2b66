import { PLAIN_WORDS } from "../values/boolean.ts";
import { foldText } from "../values/fold.ts";
import type { ValueTypeFacts } from "./valueType.ts";

export const booleanType: ValueTypeFacts = {
  values: { zh: "是/否", en: "yes/no values" },
  wanted: { zh: "是或否（true、false、是、否、1、0）", en: "yes or no (true, false, 是, 否, 1, 0)" },
  hasMissingWords: true,
  suggests: (text) => PLAIN_WORDS.includes(foldText(text)),
  includes: [],
  cells: { exported: "boolean", filledIn: "text" },
  shownIn: ["jsonl", "parquet"],
  isAmount: false,
};
