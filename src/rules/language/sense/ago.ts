import { languageOfType } from "../../valueTypes/languages.ts";
import type { Leaf, Test } from "../ast.ts";
import { both, comparisonBounds, durationPlace, exactly, within, type Bounds } from "./bounds.ts";
import { complement, everythingOf, presentOf, type Domain } from "./sets.ts";
import type { Asked } from "./subject.ts";

/** How long ago a time is; negative in the future, missing without a time. */
const LINE: Domain = { kind: "line", least: null, mayMiss: true };

/**
 * What a leaf asks about how long ago an attribute's time is: in milliseconds, or in whole years. Two such leaves can contradict each other
 * although neither names a date.
 */
export function askedAgo(leaf: Leaf, unit: "milliseconds" | "years"): Asked | undefined {
  const place = leaf.kind === "attribute" ? languageOfType(leaf.type).place : undefined;
  if (leaf.kind !== "attribute" || !place) return undefined;
  const bounds = leaf.tests
    .map((test) => (unit === "years" ? inYears(test) : inMilliseconds(test, place.ofDays)))
    .reduce(both, exactly(everythingOf(LINE)));
  return { subject: `${unit} since ${leaf.attribute}`, domain: LINE, bounds, growing: null };
}

function inYears(test: Test): Bounds {
  return test.op === "years" ? both(comparisonBounds(test.is, BigInt, LINE), BORN) : otherwise(test);
}

/** A time in the future has no age. */
const BORN = exactly({ kind: "line", missing: false, spans: [{ low: 0n, high: null }] });

function inMilliseconds(test: Test, days: boolean): Bounds {
  if (test.op === "age") return both(comparisonBounds(test.is, durationPlace, LINE), BORN);
  if (test.op !== "withinLast" && test.op !== "withinNext") return otherwise(test);
  const length = durationPlace(test.duration);
  if (length === undefined) return otherwise(test);
  // Both ends count in days, and so does today.
  if (days)
    return exactly({
      kind: "line",
      missing: false,
      spans: [test.op === "withinLast" ? { low: 0n, high: length } : { low: -length, high: 0n }],
    });
  const span = test.op === "withinLast" ? { low: 0n, high: length - 1n } : { low: -length, high: -1n };
  return exactly({ kind: "line", missing: false, spans: length === 0n ? [] : [span] });
}

/** Other tests do not concern this line, but each of them needs a value. */
function otherwise(test: Test): Bounds {
  const present = presentOf(LINE);
  if (test.op === "isSet") return exactly(test.value ? present : complement(present, LINE));
  return within(present, LINE);
}
