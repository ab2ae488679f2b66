import type { CycleLeaf } from "../../language/ast.ts";
import type { Builder } from "../../plan/builder.ts";
import type { Formula, Source } from "../../plan/types.ts";

/**
 * A purchase of a value v of `by` is a matching event not after asOf with v in it; of a list, in an element that meets the
 * conditions on that list. With `quantity`, only one whose quantity is known and above 0. Purchases of v at one instant are one,
 * their quantities added. All lengths are whole milliseconds, every division drops the remainder.
 *
 * - With n + 1 instants a customer has n intervals. When n ≥ minimumIntervals the customer's own interval is (last − first) / n; with
 *   quantity the interval of one unit is (last − first) × 10⁶ / the quantity of all purchases but the last, in millionths.
 * - With fewer, it is the median of the own intervals of all customers who have one for v: the middle one, of an even number the
 *   lower of the two in the middle. Without any there is none, and v is not due.
 * - With quantity, the interval is that of one unit × the quantity of the last purchase, in millionths, / 10⁶. Never above 10¹⁵ ms.
 * - The next purchase is expected at e = last + interval. v is due when asOf − interval < e ≤ asOf + dueWithin: about to run out, or
 *   run out less than a whole interval ago; who let more than that go by buys it elsewhere.
 * - The rule holds when any v is due.
 */
export function planCycle({ kind: _, dueWithin, ...cycle }: CycleLeaf, builder: Builder): Formula {
  const source: Source = { kind: "cycle", cycle };
  const measure = builder.measure(source, { kind: "cycles" });
  return builder.leaf(source, { kind: "cycle", measure, dueWithin }, false);
}

/** The longest interval: far beyond every window, and both stores can still add it to an instant. */
export const LONGEST_INTERVAL = 10 ** 15;
