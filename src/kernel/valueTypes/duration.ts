import { isPlainDuration } from "./durationText.ts";
import type { ValueTypeFacts } from "./valueType.ts";

/** A length of time in seconds, exact to the microsecond. Its minutes are `m`; in windows of rules `m` is months. */
export const durationType: ValueTypeFacts = {
  values: { zh: "时长", en: "durations" },
  wanted: { zh: "时长，如 2小时30分、2h 30m、90m", en: "a duration such as 2h 30m, 90m or 2小时30分" },
  hasMissingWords: true,
  suggests: isPlainDuration,
  includes: [],
  cells: { exported: "text", filledIn: "text" },
  shownIn: [],
  isAmount: true,
};
