import type { MeasureLanguage } from "../measureLanguage.ts";

/** Days of the workspace's calendar with a matching event. */
export interface ActiveDays {
  readonly kind: "activeDays";
}

export const activeDaysLanguage: MeasureLanguage<ActiveDays> = {
  kind: "activeDays",
  read: () => ({ kind: "activeDays" }),
  words: (_measure, { events }) => ({ zh: `${events.zh}的活跃天数`, en: `active days of ${events.en}` }),
  value: () => ({ as: "count" }),
  form: { comparedAs: "count", of: "events" },
};
