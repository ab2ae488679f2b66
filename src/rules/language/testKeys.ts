import { allTestKeys } from "../valueTypes/languages.ts";
import { PAIR, ref, SCALARS, type Keys, type Schema } from "./schema.ts";

/** The tests of all types of values, for editors, which do not know the type of an attribute or property. */
export const TEST_KEYS: Keys = Object.fromEntries(allTestKeys().map((key) => [key, testSchema(key)]));

function testSchema(key: string): Schema {
  switch (key) {
    case "is":
      return ref("bareOrTests", '等于，或一个比较（">= 3"）', 'equal to, or a comparison (">= 3")');
    case "in":
      return ref("values", "是其中之一", "one of these");
    case "notIn":
      return ref("values", "不是其中任何一个", "none of these");
    case "contains":
      return { type: SCALARS, description: { zh: "包含这段文字", en: "contains this text" } };
    case "containsAny":
      return ref("values", "包含其中任何一段文字", "contains any of these texts");
    case "startsWith":
      return { type: SCALARS, description: { zh: "以此开头", en: "begins with this" } };
    case "endsWith":
      return { type: SCALARS, description: { zh: "以此结尾", en: "ends with this" } };
    case "matches":
      return { type: "string", description: { zh: "符合正则表达式（RE2）", en: "matches a regular expression (RE2)" } };
    case "hasAny":
      return ref("values", "列表含其中任何一项", "the list has any of these");
    case "hasAll":
      return ref("values", "列表含全部各项", "the list has all of these");
    case "before":
      return { type: "string", description: { zh: "早于；不含当天", en: "before; that day excluded" } };
    case "after":
      return { type: "string", description: { zh: "晚于；不含当天", en: "after; that day excluded" } };
    case "between":
      return { ...PAIR, description: { zh: "[低, 高]，含两端", en: "[low, high], both included" } };
    case "withinLast":
      return ref("length", "在过去多久之内", "within this time until now");
    case "withinNext":
      return ref("length", "在今后多久之内", "within this time from now");
    case "anniversaryWithin":
      return ref("length", "周年日在今后几天之内", "its anniversary is within these days");
    case "age":
      return ref("comparison", '距今多久：周岁（">= 18"）或时长', 'how long ago: years (">= 18") or a duration');
    case "isSet":
      return { type: SCALARS, description: { zh: "有值（true）或没有值（false）", en: "has a value (true) or none (false)" } };
    case "ignoreCase":
      return { type: SCALARS, description: { zh: "不分大小写", en: "upper and lower case are the same" } };
    case "isNot":
    case "neq":
      return { type: SCALARS, description: { zh: "不等于", en: "not equal to" } };
    case "eq":
      return { type: SCALARS, description: { zh: "等于", en: "equal to" } };
    case "gt":
      return { type: SCALARS, description: { zh: "大于", en: "greater than" } };
    case "gte":
      return { type: SCALARS, description: { zh: "不小于", en: "at least" } };
    case "lt":
      return { type: SCALARS, description: { zh: "小于", en: "less than" } };
    case "lte":
      return { type: SCALARS, description: { zh: "不大于", en: "at most" } };
    default:
      throw new Error(`no schema for the test ${key}`);
  }
}
