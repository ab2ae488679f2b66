import { fixedLength, formatDuration } from "../../../kernel/index.ts";
import type { Window } from "../ast.ts";
import { exactly, type Bounds } from "./bounds.ts";
import { nothingOf, type Domain } from "./sets.ts";

/** What a leaf asks, and of which subject. Leaves with the same subject can contradict each other. */
export interface Asked {
  /** Equal for leaves that ask about the same value of a customer. */
  readonly subject: string;
  readonly domain: Domain;
  readonly bounds: Bounds;
  /** For counts: the subject without its window. A wider window never counts less. */
  readonly growing: { readonly of: string; readonly window: Window } | null;
}

/** A condition that nobody can pass. */
const NOWHERE: Domain = { kind: "names", known: ["it"], mayMiss: false };
export const NOTHING: Asked = { subject: "nothing", domain: NOWHERE, bounds: exactly(nothingOf(NOWHERE)), growing: null };

export function isEmptyWindow(window: Window): boolean {
  return window.kind === "rolling" && window.within.count === 0;
}

/** Whether every event in the window `narrow` is also in `wide`, at every instant. */
export function isWithin(narrow: Window, wide: Window): boolean {
  if (wide.kind === "lifetime") return true;
  if (narrow.kind !== "rolling" || wide.kind !== "rolling") return JSON.stringify(narrow) === JSON.stringify(wide);
  const [inner, outer] = [fixedLength(narrow.within), fixedLength(wide.within)];
  if (inner !== undefined && outer !== undefined) return inner <= outer;
  return formatDuration(narrow.within) === formatDuration(wide.within) || (months(narrow) ?? Infinity) <= (months(wide) ?? -Infinity);
}

function months(window: Window): number | undefined {
  if (window.kind !== "rolling" || fixedLength(window.within) !== undefined) return undefined;
  return window.within.count * (window.within.unit === "y" ? 12 : 1);
}
