import type { EventDef } from "../../../catalogue/index.ts";
import type { Text } from "../../../kernel/index.ts";
import type { Dependency, EventLeaf, EventMeasure, Measure, MeasureComparison, ValueType } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { isObject, join, type Reading } from "../../language/scope.ts";
import { readTests } from "../../language/tests.ts";
import {
  orderOfDurations,
  orderOfNumbers,
  readComparison,
  readCount,
  readDuration,
  readNumber,
  readTimeComparison,
} from "../../language/values.ts";
import { readEventName, readProperty, readWhere } from "./names.ts";
import { readWindow } from "./window.ts";
import { measureComparisonWords, measureWords } from "./words.ts";

/** The keys of what is measured; a leaf adds `is`. */
export const MEASURE_KEYS = ["event", "where", "measure", "within", "calendar", "since", "until", "between"] as const;
const MEASURES = [
  "count",
  "sum",
  "average",
  "minimum",
  "maximum",
  "distinctCount",
  "activeDays",
  "timeSince",
  "first",
  "last",
  "mostFrequent",
] as const;

/** `{ event: Order Completed, where: {…}, measure: { sum: amount }, within: 365d, is: ">= 10000" }`. */
export const eventLanguage: LeafLanguage<EventLeaf> = {
  key: "event",
  read(raw, path, reading) {
    reading.onlyKeys(raw, [...MEASURE_KEYS, "is"], path);
    const measured = readEventMeasure(raw, path, reading);
    if (!measured) return undefined;
    const is = readMeasureComparison(raw["is"], measured.measure, join(path, "is"), reading);
    return is && { kind: "event", ...measured, is };
  },
  sentence(leaf, words) {
    const measured = measureWords(leaf, words);
    const wanted = this.wanted(leaf, words);
    return { zh: `${measured.zh} ${wanted.zh}`, en: `${measured.en} ${wanted.en}` };
  },
  wanted: (leaf, words): Text => measureComparisonWords(leaf.is, leaf, words),
  reads: (leaf) => measureReads(leaf),
};

/** The events whose arrival can change a measure. */
export function measureReads({ event, window }: EventMeasure): Dependency[] {
  return [{ kind: "event", event }, ...(window.kind === "since" ? [{ kind: "event", event: window.anchor.event } as const] : [])];
}

/** Measures that are amounts: they can be ranked, and two windows compared by them. */
const AMOUNTS: ReadonlySet<Measure["kind"]> = new Set(["count", "sum", "average", "minimum", "maximum", "distinctCount", "activeDays"]);

export function isAmount({ measure }: EventMeasure): boolean {
  return AMOUNTS.has(measure.kind) && !("type" in measure && measure.type !== "number");
}

/** Reads what is measured: event, where, measure, window. Used by event leaves and by metric tags. */
export function readEventMeasure(raw: Record<string, unknown>, path: string, reading: Reading): EventMeasure | undefined {
  const event = readEventName(raw["event"], join(path, "event"), reading);
  const window = readWindow(raw, path, reading);
  if (!event) return undefined;
  const where = readWhere(raw["where"], event, join(path, "where"), reading);
  const measure = readMeasure(raw["measure"], event, join(path, "measure"), reading);
  if (!window || !where || !measure) return undefined;
  return { event: event.code, where, measure, window };
}

export function readMeasure(raw: unknown, event: EventDef, path: string, reading: Reading): Measure | undefined {
  if (raw === undefined || raw === "count") return { kind: "count" };
  if (raw === "activeDays") return { kind: "activeDays" };
  if (!isObject(raw) || Object.keys(raw).length !== 1) {
    if (isObject(raw)) reading.onlyKeys(raw, MEASURES, path);
    return reading.shape(path, raw, "一个度量，如 { sum: amount }", "one measure, such as { sum: amount }");
  }
  const [kind, argument] = Object.entries(raw)[0]!;
  const at = join(path, kind);
  switch (kind) {
    case "count":
    case "activeDays":
      return { kind };
    case "first":
    case "last":
    case "mostFrequent": {
      const property = readProperty(argument, event, at, reading);
      if (!property) return undefined;
      if (property.type === "list") return reading.wrong(at, "RULE_MEASURE_TYPE", { measure: kind, property: property.code, type: "list" });
      return { kind, property: property.code, type: property.type };
    }
    case "timeSince":
      if (argument !== "first" && argument !== "last") return reading.shape(at, argument, "first 或 last", "first or last");
      return { kind, which: argument };
    case "sum":
    case "average":
    case "minimum":
    case "maximum":
    case "distinctCount": {
      const property = readProperty(argument, event, at, reading);
      if (!property) return undefined;
      const wrongType = () => reading.wrong(at, "RULE_MEASURE_TYPE", { measure: kind, property: property.code, type: property.type });
      if (kind === "distinctCount") return property.type === "list" ? wrongType() : { kind, property: property.code };
      if (kind === "minimum" || kind === "maximum") {
        const type: ValueType = property.type;
        return type === "number" || type === "date" || type === "time" ? { kind, property: property.code, type } : wrongType();
      }
      return property.type === "number" ? { kind, property: property.code } : wrongType();
    }
    default:
      reading.onlyKeys(raw, MEASURES, path);
      return undefined;
  }
}

/** The comparison of a measure, in the measure's own type; without one, at least one event (count) or any value at all. */
export function readMeasureComparison(raw: unknown, measure: Measure, path: string, reading: Reading): MeasureComparison | undefined {
  switch (measure.kind) {
    case "count":
    case "activeDays":
    case "distinctCount": {
      if (raw === undefined) return { as: "number", is: { op: "gte", value: "1" } };
      const is = readComparison(readCount, orderOfNumbers)(raw, path, reading);
      return is && { as: "number", is };
    }
    case "sum":
    case "average": {
      if (raw === undefined) return reading.shape(path, raw, '一个比较，如 ">= 100"', 'a comparison, such as ">= 100"');
      const is = readComparison(readNumber, orderOfNumbers)(raw, path, reading);
      return is && { as: "number", is };
    }
    case "minimum":
    case "maximum": {
      if (raw === undefined) return reading.shape(path, raw, '一个比较，如 ">= 100"', 'a comparison, such as ">= 100"');
      if (measure.type === "date") return readValueTests(raw, measure.type, path, reading);
      if (measure.type === "time") {
        const is = readTimeComparison(raw, path, reading);
        return is && { as: "time", is };
      }
      const is = readComparison(readNumber, orderOfNumbers)(raw, path, reading);
      return is && { as: "number", is };
    }
    case "first":
    case "last":
    case "mostFrequent": {
      if (raw === undefined) return { as: "value", type: measure.type, tests: [{ op: "isSet", value: true }] };
      return readValueTests(raw, measure.type, path, reading);
    }
    case "timeSince": {
      if (raw === undefined) return reading.shape(path, raw, '一个时长比较，如 ">= 7d"', 'a comparison with a duration, such as ">= 7d"');
      const is = readComparison(readDuration, orderOfDurations)(raw, path, reading);
      return is && { as: "duration", is };
    }
  }
}

function readValueTests(raw: unknown, type: ValueType, path: string, reading: Reading): MeasureComparison | undefined {
  const before = reading.issues.length;
  const tests = readTests(raw, type, path, reading);
  return reading.issues.length > before ? undefined : { as: "value", type, tests };
}
