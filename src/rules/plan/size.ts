import { columnOf } from "../columns/columns.ts";
import type { Aggregate, Pass } from "./types.ts";

/** What a pass keeps in memory while it runs, in bytes: for every customer it finds, and for every row of that customer. */
export interface Keep {
  readonly perCustomer: number;
  readonly perRow: number;
}

/** A place in the hash table of customers, half of which is empty, the doubled table while it grows, and the head of a state. */
const PLACE = 112;

/** What a pass of these aggregates keeps. */
export function keptBy(aggregates: readonly Aggregate[]): Keep {
  const parts = aggregates.map((aggregate) => columnOf(aggregate).keeps(aggregate));
  const sum = (key: keyof Keep) => parts.reduce((total, part) => total + part[key], 0);
  return { perCustomer: PLACE + sum("perCustomer"), perRow: sum("perRow") };
}

/** Whether a pass may be run for some customers after others: what concerns everybody together may not. */
export function isDivisible({ source }: Pass): boolean {
  return source.kind === "event" || source.kind === "events" || source.kind === "attribute";
}

/** Customers by number: `from` ≤ number < `below`. */
export interface Span {
  readonly from: number;
  readonly below: number;
}

/** All customers as spans of one width, so many that each has its share of the bytes inside the budget. @param highest the highest customer number */
export function spansOf(bytes: number, highest: number, budget: number): readonly Span[] {
  const parts = Math.min(Math.max(1, Math.ceil(bytes / budget)), highest + 1);
  const width = Math.ceil((highest + 1) / parts);
  return Array.from({ length: Math.ceil((highest + 1) / width) }, (_, index) => ({ from: index * width, below: (index + 1) * width }));
}

/** A span as its halves; null when it is one customer. */
export function halvesOf({ from, below }: Span): readonly [Span, Span] | null {
  if (below - from < 2) return null;
  const middle = from + Math.ceil((below - from) / 2);
  return [
    { from, below: middle },
    { from: middle, below },
  ];
}
