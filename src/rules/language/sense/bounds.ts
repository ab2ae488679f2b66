import { fixedLength, parseDecimal, type Duration } from "../../../kernel/index.ts";
import type { Comparison, Operator, Scalar, Test, ValueType } from "../ast.ts";
import { languageOfType } from "../../valueTypes/languages.ts";
import { complement, everythingOf, intersection, nothingOf, presentOf, union, type Domain, type Values } from "./sets.ts";

/**
 * The values for which a condition holds: certainly for all in `least`, certainly for none outside `most`. They differ when the condition
 * asks something that sets cannot express, such as what a text contains.
 */
export interface Bounds {
  readonly least: Values;
  readonly most: Values;
}

export function exactly(values: Values): Bounds {
  return { least: values, most: values };
}

/** Within `most`; nothing more is certain. */
export function within(most: Values, domain: Domain): Bounds {
  return { least: nothingOf(domain), most };
}

export function both(a: Bounds, b: Bounds): Bounds {
  return { least: intersection(a.least, b.least), most: intersection(a.most, b.most) };
}

export function either(a: Bounds, b: Bounds, domain: Domain): Bounds {
  return { least: union(a.least, b.least, domain), most: union(a.most, b.most, domain) };
}

export function opposite({ least, most }: Bounds, domain: Domain): Bounds {
  return { least: complement(most, domain), most: complement(least, domain) };
}

/** Numbers in millionths, on a line of whole numbers. Undefined: the value has no single place on the line. */
export type Place<T> = (value: T) => bigint | undefined;

export const decimalPlace: Place<string> = (text) => parseDecimal(text);
export const instantPlace: Place<number> = (instant) => BigInt(instant);
/** Months and years have no fixed length. */
export const durationPlace: Place<Duration> = (duration) => {
  const length = fixedLength(duration);
  return length === undefined ? undefined : BigInt(length);
};
/** Fractions may lie between two places, so every second place stands for the values in between. */
export const between =
  <T>(place: Place<T>): Place<T> =>
  (value) => {
    const found = place(value);
    return found === undefined ? undefined : found * 2n;
  };

/** The values for which a comparison holds. A missing value is not among them. */
export function comparisonBounds<T>(is: Comparison<T>, place: Place<T>, domain: Domain): Bounds {
  if (is.op === "all") return is.of.map((part) => comparisonBounds(part, place, domain)).reduce(both, exactly(presentOf(domain)));
  if (is.op === "notBetween") {
    const inside = comparisonBounds({ ...is, op: "between" }, place, domain);
    return both(exactly(presentOf(domain)), opposite(inside, domain));
  }
  const spans = is.op === "between" ? spanOf(place(is.low), place(is.high)) : operatorSpans(is.op, place(is.value));
  if (spans === undefined) return within(presentOf(domain), domain);
  return exactly(intersection({ kind: "line", missing: false, spans }, presentOf(domain)));
}

function spanOf(low: bigint | undefined, high: bigint | undefined) {
  return low === undefined || high === undefined ? undefined : [{ low, high }];
}

function operatorSpans(op: Operator, value: bigint | undefined) {
  if (value === undefined) return undefined;
  switch (op) {
    case "eq":
      return [{ low: value, high: value }];
    case "neq":
      return [
        { low: null, high: value - 1n },
        { low: value + 1n, high: null },
      ];
    case "gt":
      return [{ low: value + 1n, high: null }];
    case "gte":
      return [{ low: value, high: null }];
    case "lt":
      return [{ low: null, high: value - 1n }];
    case "lte":
      return [{ low: null, high: value }];
  }
}

export function domainOf(type: ValueType): Domain {
  return languageOfType(type).domain;
}

/** The values that pass all of the tests. */
export function testsBounds(tests: readonly Test[], type: ValueType): Bounds {
  const domain = domainOf(type);
  return tests.map((test) => testBounds(test, type, domain)).reduce(both, exactly(everythingOf(domain)));
}

function testBounds(test: Test, type: ValueType, domain: Domain): Bounds {
  const present = presentOf(domain);
  switch (test.op) {
    case "isSet":
      return exactly(test.value ? present : complement(present, domain));
    case "eq":
      return exactly(listed([test.value], type, domain));
    case "in":
      return exactly(listed(test.values, type, domain));
    case "neq":
      return exactly(intersection(present, complement(listed([test.value], type, domain), domain)));
    case "notIn":
      return exactly(intersection(present, complement(listed(test.values, type, domain), domain)));
    case "gt":
    case "gte":
    case "lt":
    case "lte":
    case "between":
    case "notBetween":
      return comparisonBounds(test as Comparison<Scalar>, placeIn(type), domain);
    case "withinLast":
    case "withinNext":
      return !languageOfType(type).place?.ofDays && test.duration.count === 0 ? exactly(nothingOf(domain)) : within(present, domain);
    case "contains":
    case "startsWith":
    case "endsWith":
    case "matches":
    case "containsAny":
    case "hasAny":
    case "hasAll":
    case "anniversaryWithin":
    case "age":
    case "years":
    case "ignoringCase":
      return within(present, domain);
  }
}

function placeIn(type: ValueType): Place<Scalar> {
  return languageOfType(type).position ?? (() => undefined);
}

function listed(values: readonly Scalar[], type: ValueType, domain: Domain): Values {
  if (domain.kind === "names") return { kind: "names", missing: false, except: false, names: new Set(values.map(String)) };
  return values
    .map((value) => comparisonBounds({ op: "eq", value }, placeIn(type), domainOf(type)).least)
    .reduce((all, one) => union(all, one, domain), nothingOf(domain));
}
