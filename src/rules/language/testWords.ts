import type { Text } from "../../kernel/index.ts";
import { textLanguage } from "../valueTypes/text/language.ts";
import type { ValueTypeLanguage } from "../valueTypes/language.ts";
import { languageOfType } from "../valueTypes/languages.ts";
import type { Scalar, Test, ValueType } from "./ast.ts";
import { both, comparisonWords, durationWords } from "./words.ts";

function listWords(values: readonly Scalar[], { words }: ValueTypeLanguage, timezone: string): Text {
  const shown = values.slice(0, 8).map((value) => words(value, timezone));
  const more = values.length - shown.length;
  return {
    zh: shown.map((word) => word.zh).join("、") + (more > 0 ? `等 ${values.length} 项` : ""),
    en: shown.map((word) => word.en).join(", ") + (more > 0 ? ` and ${more} more` : ""),
  };
}

/** One test as text, to follow the name of the tested value. */
export function testWords(test: Test, type: ValueType, timezone: string): Text {
  const language = languageOfType(type);
  switch (test.op) {
    case "eq":
    case "neq": {
      if (language.comparisonWords) return language.comparisonWords(test, timezone);
      const value = language.words(test.value, timezone);
      return test.op === "eq" ? { zh: `是${value.zh}`, en: `is ${value.en}` } : { zh: `不是${value.zh}`, en: `is not ${value.en}` };
    }
    case "gt":
    case "gte":
    case "lt":
    case "lte":
    case "between":
    case "notBetween":
      if (!language.comparisonWords) throw new Error(`a ${type} has no order`);
      return language.comparisonWords(test, timezone);
    case "in":
    case "notIn": {
      const list = listWords(test.values, language, timezone);
      return test.op === "in"
        ? { zh: `是${list.zh}之一`, en: `is one of ${list.en}` }
        : { zh: `不是${list.zh}中任何一个`, en: `is none of ${list.en}` };
    }
    case "contains":
      return { zh: `包含「${test.value}」`, en: `contains “${test.value}”` };
    case "startsWith":
      return { zh: `以「${test.value}」开头`, en: `starts with “${test.value}”` };
    case "endsWith":
      return { zh: `以「${test.value}」结尾`, en: `ends with “${test.value}”` };
    case "matches":
      return { zh: `匹配 /${test.value}/`, en: `matches /${test.value}/` };
    case "containsAny": {
      const list = listWords(test.values, textLanguage, timezone);
      return { zh: `包含${list.zh}中任一个`, en: `contains any of ${list.en}` };
    }
    case "hasAny": {
      const list = listWords(test.values, textLanguage, timezone);
      return { zh: `含有${list.zh}中任一项`, en: `has any of ${list.en}` };
    }
    case "hasAll": {
      const list = listWords(test.values, textLanguage, timezone);
      return { zh: `同时含有${list.zh}`, en: `has all of ${list.en}` };
    }
    case "withinLast": {
      const length = durationWords(test.duration);
      if (language.place?.ofDays) return { zh: `在${length.zh}前到今天之间`, en: `is today or within the last ${length.en}` };
      return { zh: `在过去${length.zh}内`, en: `is within the last ${length.en}` };
    }
    case "withinNext": {
      const length = durationWords(test.duration);
      if (language.place?.ofDays) return { zh: `在今天到${length.zh}后之间`, en: `is today or within the next ${length.en}` };
      return { zh: `在未来${length.zh}内`, en: `is within the next ${length.en}` };
    }
    case "anniversaryWithin":
      return { zh: `的周年日在今天到${test.days}天后之间`, en: `has its anniversary today or within the next ${test.days} days` };
    case "age": {
      const words = comparisonWords(test.is, durationWords);
      return { zh: `距今 ${words.zh}`, en: `is ${words.en} ago` };
    }
    case "years": {
      const words = comparisonWords(test.is, (years) => ({ zh: `${years} 周岁`, en: `${years} years` }));
      return { zh: `对应的年龄 ${words.zh}`, en: `gives an age ${words.en}` };
    }
    case "ignoringCase": {
      const words = testWords(test.test, type, timezone);
      return { zh: `${words.zh}（不分大小写）`, en: `${words.en} (ignoring case)` };
    }
    case "isSet":
      return test.value ? both("有值", "is known") : both("没有值", "is not known");
  }
}
