import { fixedLength, formatDuration, type Duration } from "../../../kernel/index.ts";
import type { Comparison, Condition, EventMeasure, Leaf, Measure, MeasureComparison, Window } from "../ast.ts";
import { isCount } from "../../measures/measureLanguage.ts";
import { valueOfMeasure } from "../../measures/languages.ts";
import type { Scope } from "../scope.ts";
import {
  between,
  comparisonBounds,
  decimalPlace,
  domainOf,
  durationPlace,
  exactly,
  instantPlace,
  testsBounds,
  within,
  type Bounds,
} from "./bounds.ts";
import { everythingOf, intersection, isEmpty, nothingOf, presentOf, type Domain, type Values } from "./sets.ts";

/** What a leaf asks, and of which subject. Leaves with the same subject can contradict each other. */
export interface Asked {
  /** Equal for leaves that ask about the same value of a customer. */
  readonly subject: string;
  readonly domain: Domain;
  readonly bounds: Bounds;
  /** For counts: the subject without its window. A wider window never counts less. */
  readonly growing: { readonly of: string; readonly window: Window } | null;
}

/** Undefined when a leaf asks about something that is not a value: an order of events, a rank. */
export function askedOf(leaf: Leaf, { tags }: Pick<Scope, "tags">): Asked | undefined {
  switch (leaf.kind) {
    case "event":
      return askedOfMeasure(leaf, leaf.is);
    case "metric":
      return askedOfMeasure(leaf.value, leaf.is);
    case "attribute":
      return {
        subject: `attribute ${leaf.attribute}`,
        domain: domainOf(leaf.type),
        bounds: testsBounds(leaf.tests, leaf.type),
        growing: null,
      };
    case "tag": {
      const values = tags.get(leaf.tag)?.values ?? [];
      const domain: Domain = { kind: "names", known: values.length > 0 ? values : [""], mayMiss: true };
      const having = leaf.values === null ? presentOf(domain) : named(leaf.values);
      const bounds = leaf.held === null ? exactly(having) : isNeverHeld(leaf.held) ? exactly(nothingOf(domain)) : within(having, domain);
      return { subject: `tag ${leaf.tag}`, domain, bounds, growing: null };
    }
    case "trend": {
      const { is, before, ...measured } = leaf;
      // Of two windows without length neither has anything to divide by.
      if (leaf.by === "ratio" && leaf.within.count === 0) return NOTHING;
      const domain: Domain = { kind: "line", least: null, mayMiss: true };
      const asked = comparisonBounds(is, between(decimalPlace), domain);
      const bounds = before === null ? asked : within(asked.most, domain);
      return { subject: JSON.stringify(measured), domain, bounds, growing: null };
    }
    case "sequence":
      return isEmptyWindow(leaf.window) || leaf.steps.some(({ within: limit }) => limit?.count === 0) ? NOTHING : undefined;
    case "segment":
    case "consent":
    case "rank":
    case "cycle":
      return undefined;
  }
}

/** A condition that nobody can pass. */
const NOWHERE: Domain = { kind: "names", known: ["it"], mayMiss: false };
const NOTHING: Asked = { subject: "nothing", domain: NOWHERE, bounds: exactly(nothingOf(NOWHERE)), growing: null };

/** Nobody has had a tag for less than no time. */
function isNeverHeld(held: Comparison<Duration>): boolean {
  return isEmpty(comparisonBounds(held, durationPlace, { kind: "line", least: 0n, mayMiss: false }).most);
}

function isEmptyWindow(window: Window): boolean {
  return window.kind === "rolling" && window.within.count === 0;
}

function named(names: readonly string[]): Values {
  return { kind: "names", missing: false, except: false, names: new Set(names) };
}

function askedOfMeasure({ event, where, measure, window }: EventMeasure, comparison: MeasureComparison): Asked {
  const domain = measureDomain(measure);
  const asked = measureBounds(measure, comparison, domain);
  // When no event can match, every customer has the value over nothing: 0 for a count or sum, missing otherwise.
  const nothing = domain.mayMiss ? { ...nothingOf(domain), missing: true } : zero();
  const isNever = matchesNothing(where) || isEmptyWindow(window);
  const possible = isNever ? nothing : everythingOf(domain);
  const bounds = isNever
    ? isEmpty(intersection(asked.most, possible))
      ? exactly(nothingOf(domain))
      : exactly(everythingOf(domain))
    : asked;
  const of = JSON.stringify([event, where, measure]);
  return { subject: `${of} ${JSON.stringify(window)}`, domain, bounds, growing: isCount(valueOfMeasure(measure)) ? { of, window } : null };
}

function zero(): Values {
  return { kind: "line", missing: false, spans: [{ low: 0n, high: 0n }] };
}

/** Whether no event can pass the filter. */
function matchesNothing(where: readonly Condition[]): boolean {
  return where.some(({ tests, type, none }) => !none && isEmpty(testsBounds(tests, type).most));
}

function measureDomain(measure: Measure): Domain {
  const value = valueOfMeasure(measure);
  switch (value.as) {
    case "count":
      return { kind: "line", least: 0n, mayMiss: false };
    case "number":
      return { kind: "line", least: value.neverNegative ? 0n : null, mayMiss: value.overNothing === "missing" };
    case "elapsed":
      return { kind: "line", least: 0n, mayMiss: true };
    case "time":
      return { kind: "line", least: null, mayMiss: true };
    case "value":
      return domainOf(value.type);
  }
}

const WHOLE = 1_000_000n;

function measureBounds(measure: Measure, comparison: MeasureComparison, domain: Domain): Bounds {
  switch (comparison.as) {
    case "number": {
      const value = valueOfMeasure(measure);
      if (value.as === "number" && value.isFraction) return comparisonBounds(comparison.is, between(decimalPlace), domain);
      return comparisonBounds(comparison.is, value.as === "count" ? (text) => decimalPlace(text)! / WHOLE : decimalPlace, domain);
    }
    case "time":
      return comparisonBounds(comparison.is, instantPlace, domain);
    case "elapsed":
      return comparisonBounds(comparison.is, durationPlace, domain);
    case "value":
      return testsBounds(comparison.tests, comparison.type);
  }
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
