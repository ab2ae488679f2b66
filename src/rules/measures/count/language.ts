import { both } from "../../language/words.ts";
import type { MeasureLanguage } from "../measureLanguage.ts";

/** How many events. */
export interface Count {
  readonly kind: "count";
}

export const countLanguage: MeasureLanguage<Count> = {
  kind: "count",
  read: () => ({ kind: "count" }),
  words: (_measure, { events }) => ({ zh: `${events.zh}次数`, en: `number of ${events.en}` }),
  value: () => ({ as: "count" }),
  unit: both(" 次", ""),
  form: { comparedAs: "count", of: "events" },
};
