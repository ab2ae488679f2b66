import type { Text } from "../../../kernel/index.ts";
import type { Condition, EventMeasure, MeasureComparison, Window } from "../../language/ast.ts";
import type { Scope } from "../../language/scope.ts";
import { both, comparisonWords, durationWords, numberWords, testWords, timeWords } from "../../language/words.ts";

type Words = Pick<Scope, "catalogue" | "timezone">;

function propertyName(event: string, property: string, words: Words): Text {
  return words.catalogue.events.get(event)?.properties.get(property)?.name ?? { zh: property, en: property };
}

function windowWords(window: Window, timezone: string): Text {
  switch (window.kind) {
    case "lifetime":
      return both("", "");
    case "rolling": {
      const length = durationWords(window.within);
      return { zh: `近${length.zh}`, en: ` in the last ${length.en}` };
    }
    case "absolute": {
      const since = window.since === null ? undefined : timeWords(window.since, timezone);
      // The window ends before `until`: at midnight the last day within is the one before.
      const until = window.until === null ? undefined : timeWords(window.until, timezone);
      const before = until === undefined ? undefined : { zh: `${until} 之前`, en: `before ${until}` };
      if (since && before) return { zh: `${since} 起至${before.zh}`, en: ` from ${since} and ${before.en}` };
      return since ? { zh: `${since} 以来`, en: ` since ${since}` } : { zh: before!.zh, en: ` ${before!.en}` };
    }
  }
}

function whereWords(event: string, where: readonly Condition[], words: Words): Text {
  if (where.length === 0) return both("", "");
  const parts = where.map(({ property, type, tests }) => {
    const name = propertyName(event, property, words);
    const said = tests.map((test) => testWords(test, type, words.timezone));
    return { zh: `${name.zh}${said.map((word) => word.zh).join("且")}`, en: `${name.en} ${said.map((word) => word.en).join(" and ")}` };
  });
  return { zh: parts.map((part) => part.zh).join("、") + "的", en: ` whose ${parts.map((part) => part.en).join(" and ")}` };
}

/** What is measured, in words: 近365天「完成订单」的金额合计. */
export function measureWords(leaf: EventMeasure, words: Words): Text {
  const event = words.catalogue.events.get(leaf.event)?.name ?? { zh: leaf.event, en: leaf.event };
  const window = windowWords(leaf.window, words.timezone);
  const where = whereWords(leaf.event, leaf.where, words);
  const subject: Text = { zh: `${window.zh}${where.zh}「${event.zh}」`, en: `${event.en}${where.en}${window.en}` };
  const { measure } = leaf;
  switch (measure.kind) {
    case "count":
      return { zh: `${subject.zh}次数`, en: `number of ${subject.en}` };
    case "timeSince":
      return measure.which === "last"
        ? { zh: `距最近一次${subject.zh}`, en: `time since the last ${subject.en}` }
        : { zh: `距首次${subject.zh}`, en: `time since the first ${subject.en}` };
    case "sum":
    case "average":
    case "minimum":
    case "maximum":
    case "distinctCount": {
      const name = propertyName(leaf.event, measure.property, words);
      const zh = { sum: "合计", average: "平均", minimum: "最小值", maximum: "最大值", distinctCount: "不同值个数" }[measure.kind];
      const en = { sum: "sum", average: "average", minimum: "minimum", maximum: "maximum", distinctCount: "number of different values" }[
        measure.kind
      ];
      return { zh: `${subject.zh}的${name.zh}${zh}`, en: `${en} of ${name.en} over ${subject.en}` };
    }
  }
}

export function measureComparisonWords(comparison: MeasureComparison, leaf: EventMeasure, words: Words): Text {
  switch (comparison.as) {
    case "number": {
      const unit = leaf.measure.kind === "count" ? both(" 次", "") : both("", "");
      return comparisonWords(comparison.is, (value) => ({ zh: numberWords(value) + unit.zh, en: numberWords(value) + unit.en }));
    }
    case "time":
      return comparisonWords(comparison.is, (value) => both(timeWords(value, words.timezone)));
    case "duration":
      return comparisonWords(comparison.is, durationWords);
  }
}
