import type { Seen } from "../../interpret/values.ts";
import { orderOfValues, pickRun } from "../pickRun.ts";

export const mostFrequentRun = pickRun("mostFrequent", (property, matching) => {
  const times = new Map<Seen, number>();
  for (const one of matching.values(property)) times.set(one, (times.get(one) ?? 0) + 1);
  return [...times].toSorted(([a, often], [b, oftenB]) => oftenB - often || orderOfValues(a, b))[0]?.[0];
});
