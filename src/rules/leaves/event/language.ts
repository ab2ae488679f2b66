import type { EventDef } from "../../../catalogue/index.ts";
import type { Text } from "../../../kernel/index.ts";
import type { Dependency, EventLeaf, EventMeasure, Measure, MeasureComparison, ValueType } from "../../language/ast.ts";
import type { LeafLanguage } from "../../language/leaf.ts";
import { oneOfTexts, PAIR, ref, text, type Keys } from "../../language/schema.ts";
import { isObject, join, type Reading } from "../../language/scope.ts";
import { readTests } from "../../language/tests.ts";
import { orderOfDurations, orderOfNumbers, readComparison, readCount, readDuration, readTimeComparison } from "../../language/values.ts";
import type { MeasureForm } from "../../measures/measureLanguage.ts";
import { readAmount } from "../../measures/amount.ts";
import { MEASURE_KINDS, MEASURES, valueOfMeasure } from "../../measures/languages.ts";
import { readEventName, readWhere } from "./names.ts";
import { CALENDAR, readWindow } from "./window.ts";
import { measureComparisonWords, measureWords } from "./words.ts";
import { askedOfMeasure } from "./asked.ts";
import { measuredFields } from "./fields.ts";
import { missingOfMeasure } from "./missing.ts";

/** What of a measure does not depend on its window. */
export const COUNTED: Keys = {
  event: text("行为的名称", "name of an event"),
  where: ref("where", "行为属性须满足的条件", "conditions on properties; all must hold"),
  measure: ref("measure", "度量，默认次数", "what is measured; by default how often"),
};

/** The keys of a measure; a leaf also has `is`. */
export const MEASURED: Keys = {
  ...COUNTED,
  within: ref("length", "近多久", "a rolling window that ends now"),
  calendar: oneOfTexts(Object.keys(CALENDAR), "自然日、周、月、季、年", "a window of the calendar"),
  since: ref("since", "从何时起", "the beginning of the window"),
  until: text("到何时止；日期含当天", "the end of the window; a date includes that day"),
  between: { ...PAIR, description: { zh: "[首日, 末日]", en: "[first day, last day]" } },
};

const KEYS: Keys = {
  ...MEASURED,
  is: ref("bareOrTests", '比较，如 ">= 3"；次数不写则至少一次', 'a comparison, such as ">= 3"; a count without one: at least 1'),
};

/** `{ event: Order Completed, where: {…}, measure: { sum: amount }, within: 365d, is: ">= 10000" }`. */
export const eventLanguage: LeafLanguage<EventLeaf> = {
  key: "event",
  keys: KEYS,
  needs: ["event"],
  read(raw, path, reading) {
    reading.onlyKeys(raw, Object.keys(KEYS), path);
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
  missing: (leaf, words) => missingOfMeasure(leaf, leaf.is, words),
  asked: (leaf) => askedOfMeasure(leaf, leaf.is),
  shownFields: measuredFields,
  counted: (leaf) => [leaf],
};

/** The events whose arrival can change a measure. */
export function measureReads({ event, window }: EventMeasure): Dependency[] {
  return [{ kind: "event", event }, ...(window.kind === "since" ? [{ kind: "event", event: window.anchor.event } as const] : [])];
}

/** Whether the measure is an amount: only amounts can be ranked, or compared over two windows. */
export function isAmount({ measure }: EventMeasure): boolean {
  const value = valueOfMeasure(measure);
  return value.as === "count" || (value.as === "number" && value.isAmount);
}

/** Reads a measure: event, where, measure, window. Used by event leaves and metric tags. */
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
  if (raw === undefined) return { kind: "count" };
  const alone = MEASURE_KINDS.find((known) => known === raw && isOfEvents(known));
  if (alone) return MEASURES[alone].read(undefined, event, path, reading);
  if (!isObject(raw) || Object.keys(raw).length !== 1) {
    if (isObject(raw)) reading.onlyKeys(raw, MEASURE_KINDS, path);
    return reading.shape(path, raw, "一个度量，如 { sum: amount }", "one measure, such as { sum: amount }");
  }
  const [key, argument] = Object.entries(raw)[0]!;
  const kind = MEASURE_KINDS.find((known) => known === key);
  if (!kind) {
    reading.onlyKeys(raw, MEASURE_KINDS, path);
    return undefined;
  }
  return MEASURES[kind].read(argument, event, join(path, kind), reading);
}

/** Whether a measure is written as its name only. */
function isOfEvents(kind: Measure["kind"]): boolean {
  const { of, variants } = MEASURES[kind].form as MeasureForm;
  return of === "events" && !variants;
}

/** The comparison of a measure, in the measure's type; without one, at least one event (count) or any value. */
export function readMeasureComparison(raw: unknown, measure: Measure, path: string, reading: Reading): MeasureComparison | undefined {
  const value = valueOfMeasure(measure);
  const needed = () => reading.shape(path, raw, '一个比较，如 ">= 100"', 'a comparison, such as ">= 100"');
  switch (value.as) {
    case "count": {
      if (raw === undefined) return { as: "number", is: { op: "gte", value: "1" } };
      const is = readComparison(readCount, orderOfNumbers)(raw, path, reading);
      return is && { as: "number", is };
    }
    case "number": {
      if (raw === undefined) return needed();
      const is = readComparison(readAmount(measure), orderOfNumbers)(raw, path, reading);
      return is && { as: "number", is };
    }
    case "time": {
      if (raw === undefined) return needed();
      const is = readTimeComparison(raw, path, reading);
      return is && { as: "time", is };
    }
    case "value": {
      if (raw !== undefined) return readValueTests(raw, value.type, path, reading);
      if (value.withoutComparison === "refused") return needed();
      return { as: "value", type: value.type, tests: [{ op: "isSet", value: true }] };
    }
    case "elapsed": {
      if (raw === undefined) return reading.shape(path, raw, '一个时长比较，如 ">= 7d"', 'a comparison with a duration, such as ">= 7d"');
      const is = readComparison(readDuration, orderOfDurations)(raw, path, reading);
      return is && { as: "elapsed", is };
    }
  }
}

function readValueTests(raw: unknown, type: ValueType, path: string, reading: Reading): MeasureComparison | undefined {
  const before = reading.issues.length;
  const tests = readTests(raw, type, path, reading);
  return reading.issues.length > before ? undefined : { as: "value", type, tests };
}
