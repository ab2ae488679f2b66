import { orderOfTexts, type Seen } from "../interpret/values.ts";
import type { Pick } from "./pick.ts";
import { value, type Matching, type MeasureRun } from "./measureRun.ts";

type Which = "first" | "last" | "mostFrequent";

export function pickRun<K extends Which>(
  kind: K,
  interpret: (property: string, matching: Matching) => Seen | undefined,
): MeasureRun<Pick<K>> {
  return {
    plan: ({ property, type }, column) => ({ kind: "value", type, measure: column({ kind, property, type }) }),
    interpret: ({ property }, matching) => value(interpret(property, matching)),
  };
}

/** The value at the first or last event with a value; for a member of a list that of the first or last counted element of the event. */
export function atEdge(which: "first" | "last", property: string, matching: Matching): Seen | undefined {
  const known = matching.events.flatMap((event) => {
    const values = matching.values(property, event);
    const standing = which === "first" ? values[0] : values.at(-1);
    return standing === undefined ? [] : [{ time: event.time, value: standing }];
  });
  const sorted = known.toSorted((a, b) => a.time - b.time || orderOfValues(a.value, b.value));
  return (which === "first" ? sorted[0] : sorted.at(-1))?.value;
}

export function orderOfValues(a: Seen, b: Seen): number {
  if (typeof a === "string") return orderOfTexts(a, b as string);
  return a < b ? -1 : a > b ? 1 : 0;
}
