import type { Text } from "../../../kernel/index.ts";
import type { CalendarUnit, Condition, EventMeasure, MeasureComparison, Window } from "../../language/ast.ts";
import type { Scope } from "../../language/scope.ts";
import { endOf, timeComparisonWords, timeWords } from "../../language/dayWords.ts";
import { testWords } from "../../language/testWords.ts";
import { both, comparisonWords, durationWords } from "../../language/words.ts";
import { amountWords } from "../../measures/amount.ts";
import { languageOfMeasure } from "../../measures/languages.ts";
import { propertyName, whereWords } from "./where.ts";

type Words = Pick<Scope, "catalogue" | "timezone">;

const CALENDAR_WORDS: Readonly<Record<CalendarUnit, { readonly this: Text; readonly last: Text }>> = {
  day: { this: { zh: "今天", en: " today" }, last: { zh: "昨天", en: " yesterday" } },
  week: { this: { zh: "本周", en: " this week" }, last: { zh: "上周", en: " last week" } },
  month: { this: { zh: "本月", en: " this month" }, last: { zh: "上月", en: " last month" } },
  quarter: { this: { zh: "本季度", en: " this quarter" }, last: { zh: "上季度", en: " last quarter" } },
  year: { this: { zh: "今年", en: " this year" }, last: { zh: "去年", en: " last year" } },
};

/** An event with its conditions: 渠道是「门店」的「完成订单」. */
export function eventWords(event: string, where: readonly Condition[], words: Words): Text {
  const name = words.catalogue.events.get(event)?.name ?? { zh: event, en: event };
  const condition = whereWords(event, where, words);
  return { zh: `${condition.zh}「${name.zh}」`, en: `${name.en}${condition.en}` };
}

function windowWords(window: Window, words: Words): Text {
  const { timezone } = words;
  switch (window.kind) {
    case "lifetime":
      return both("", "");
    case "rolling": {
      const length = durationWords(window.within);
      return { zh: `近${length.zh}`, en: ` in the last ${length.en}` };
    }
    case "previous": {
      const length = durationWords(window.within);
      return { zh: `再前${length.zh}`, en: ` in the ${length.en} before those` };
    }
    case "calendar":
      return CALENDAR_WORDS[window.unit][window.which];
    case "since": {
      const anchor = eventWords(window.anchor.event, window.anchor.where, words);
      return window.anchor.which === "last"
        ? { zh: `最近一次${anchor.zh}以来`, en: ` since the last ${anchor.en}` }
        : { zh: `首次${anchor.zh}以来`, en: ` since the first ${anchor.en}` };
    }
    case "absolute": {
      const since = window.since === null ? undefined : timeWords(window.since, timezone);
      const ends = window.until === null ? undefined : endOf(window.until - 1, timezone);
      if (ends !== undefined) {
        const day = { zh: `${ends}（含当天）`, en: `${ends} (that day included)` };
        return since
          ? { zh: `${since} 至 ${day.zh}`, en: ` from ${since} to ${day.en}` }
          : { zh: `截至 ${day.zh}`, en: ` until ${day.en}` };
      }
      const until = window.until === null ? undefined : timeWords(window.until, timezone);
      if (since && until) return { zh: `${since} 起至 ${until} 之前`, en: ` from ${since} and before ${until}` };
      return since ? { zh: `${since} 以来`, en: ` since ${since}` } : { zh: `${until} 之前`, en: ` before ${until}` };
    }
  }
}

/** A measure as text: 近365天「完成订单」的金额合计. */
export function measureWords(leaf: EventMeasure, words: Words): Text {
  const event = words.catalogue.events.get(leaf.event)?.name ?? { zh: leaf.event, en: leaf.event };
  const window = windowWords(leaf.window, words);
  const where = whereWords(leaf.event, leaf.where, words);
  const subject: Text = { zh: `${window.zh}${where.zh}「${event.zh}」`, en: `${event.en}${where.en}${window.en}` };
  return languageOfMeasure(leaf.measure).words(leaf.measure, {
    events: subject,
    property: (code) => propertyName(leaf.event, code, words),
  });
}

export function measureComparisonWords(comparison: MeasureComparison, leaf: EventMeasure, words: Words): Text {
  switch (comparison.as) {
    case "number": {
      const unit = languageOfMeasure(leaf.measure).unit ?? both("", "");
      return comparisonWords(comparison.is, (value) => {
        const amount = amountWords(leaf.measure, value, words.timezone);
        return { zh: amount.zh + unit.zh, en: amount.en + unit.en };
      });
    }
    case "time":
      return timeComparisonWords(comparison.is, words.timezone);
    case "elapsed":
      return comparisonWords(comparison.is, durationWords);
    case "value": {
      const parts = comparison.tests.map((test) => testWords(test, comparison.type, words.timezone));
      return { zh: parts.map((part) => part.zh).join("且"), en: parts.map((part) => part.en).join(" and ") };
    }
  }
}
