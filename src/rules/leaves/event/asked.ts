import type { Condition, EventMeasure, Measure, MeasureComparison } from "../../language/ast.ts";
import {
  between,
  comparisonBounds,
  decimalPlace,
  domainOf,
  durationPlace,
  exactly,
  instantPlace,
  testsBounds,
  type Bounds,
} from "../../language/sense/bounds.ts";
import { everythingOf, intersection, isEmpty, nothingOf, type Domain, type Values } from "../../language/sense/sets.ts";
import { isEmptyWindow, type Asked } from "../../language/sense/subject.ts";
import { isCount } from "../../measures/measureLanguage.ts";
import { valueOfMeasure } from "../../measures/languages.ts";

/** What a comparison of a measure asks, and of which value of a customer. */
export function askedOfMeasure({ event, where, measure, window }: EventMeasure, comparison: MeasureComparison): Asked {
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
