import { dayOf, decimalOf } from "../../../kernel/index.ts";
import { value, type MeasureRun } from "../measureRun.ts";
import type { ActiveDays } from "./language.ts";

export const activeDaysRun: MeasureRun<ActiveDays> = {
  plan: (_measure, column) => ({ kind: "number", measure: column({ kind: "days" }) }),
  interpret: (_measure, { events, moment }) => value(decimalOf(new Set(events.map(({ time }) => dayOf(time, moment.timezone))).size)),
};
