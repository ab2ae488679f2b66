import type { Instant } from "../../kernel/index.ts";
import type { Cycle, Moment } from "./values.ts";

/** Due until `until`, and overdue by less than one interval. */
export function isDue({ last, interval }: Cycle, until: Instant, { asOf }: Moment): boolean {
  const expected = last + interval;
  return expected > asOf - interval && expected <= until;
}
