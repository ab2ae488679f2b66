import { columnOf } from "../columns/columnKinds.ts";
import type { Aggregate, Pass } from "./types.ts";

/** The memory of a pass while it runs, in bytes: for every customer with rows, and for every row. */
export interface Keep {
  readonly perCustomer: number;
  readonly perRow: number;
}

/** A place in the hash table of customers (half of which is empty), the doubled table while it grows, and the head of a state. */
const PLACE = 112;

/** The memory of a pass with these aggregates. */
export function keptBy(aggregates: readonly Aggregate[]): Keep {
  const parts = aggregates.map((aggregate) => columnOf(aggregate).keeps(aggregate));
  const sum = (key: keyof Keep) => parts.reduce((total, part) => total + part[key], 0);
  return { perCustomer: PLACE + sum("perCustomer"), perRow: sum("perRow") };
}

/** Whether a pass may be divided by customers: not when it compares customers. */
export function isDivisible({ source }: Pass): boolean {
  return source.kind === "event" || source.kind === "events" || source.kind === "attribute";
}

/** Customers by number: `from` ≤ number < `below`. */
export interface Span {
  readonly from: number;
  readonly below: number;
}

/** Divides all customers into spans of equal width whose share of the bytes fits the budget. @param highest the highest customer number */
export function spansOf(bytes: number, highest: number, budget: number): readonly Span[] {
  const parts = Math.min(Math.max(1, Math.ceil(bytes / budget)), highest + 1);
  const width = Math.ceil((highest + 1) / parts);
  return Array.from({ length: Math.ceil((highest + 1) / width) }, (_, index) => ({ from: index * width, below: (index + 1) * width }));
}

/** The two halves of a span; null when it is one customer. */
export function halvesOf({ from, below }: Span): readonly [Span, Span] | null {
  if (below - from < 2) return null;
  const middle = from + Math.ceil((below - from) / 2);
  return [
    { from, below: middle },
    { from: middle, below },
  ];
}
