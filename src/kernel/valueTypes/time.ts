import { readInstant } from "../values/instant.ts";
import { DIGITS } from "./date.ts";
import type { ValueTypeFacts } from "./valueType.ts";

export const timeType: ValueTypeFacts = {
  values: { zh: "时间", en: "times" },
  wanted: { zh: "时间，如 2025-11-02 或 2025-11-02T08:00:00+08:00", en: "a time such as 2025-11-02 or 2025-11-02T08:00:00+08:00" },
  hasMissingWords: true,
  suggests: (text) => !DIGITS.test(text) && readInstant(text, "UTC") !== undefined,
  includes: ["date"],
  cells: { exported: "time", filledIn: "time" },
  shownIn: ["parquet"],
  isAmount: false,
};
