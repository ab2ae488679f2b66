import { isInstant } from "../format/time.ts";
import { PLACE_OPERATORS, type Show, type WebType } from "./webType.ts";

export const timeWeb: WebType = {
  operators: PLACE_OPERATORS,
  field: "date",
  newValue: "30d",
  text: (value, show) => (isInstant(String(value)) ? dayAndClock(String(value), show) : String(value)),
  metric: { has: isInstant, text: (value, _unit, { day }) => day(value) },
};

function dayAndClock(instant: string, { day, clock }: Show): string {
  const time = clock(instant);
  return time === "00:00" ? day(instant) : `${day(instant)} ${time}`;
}
