import { entry } from "./problem.ts";

const quoted = (values: readonly string[]) => values.map((value) => `「${value}」`).join("、");
const maybe = (suggestion: string | undefined, zh: (name: string) => string) => (suggestion ? zh(suggestion) : "");

interface Unknown {
  name: string;
  suggestion?: string | undefined;
}

/** Errors of rules and combinations: each says what is wrong and what is expected. The path is added where the error is found. */
export const rules = {
  RULE_SHAPE: entry<{ found: string; wanted: string; wantedZh: string }>({
    status: 422,
    exit: 3,
    zh: ({ found, wantedZh }) => `这里是 ${found}，应为${wantedZh}。`,
    en: ({ found, wanted }) => `This is ${found}; it should be ${wanted}.`,
  }),
  RULE_NO_LEAF: entry<{ keys: readonly string[]; known: readonly string[]; suggestion?: string | undefined }>({
    status: 422,
    exit: 3,
    zh: ({ keys, known, suggestion }) =>
      `不认识的条件（${quoted(keys)}）。${maybe(suggestion, (name) => `是否想写 ${name}？`)}条件应含以下之一：${known.join("、")}。`,
    en: ({ keys, known, suggestion }) =>
      `Unknown condition ${keys.join(", ")}. ${suggestion ? `Did you mean ${suggestion}? ` : ""}A condition contains one of: ${known.join(", ")}.`,
  }),
  RULE_TWO_LEAVES: entry<{ keys: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ keys }) => `一个条件里同时写了 ${keys.join("、")}，只能有一个。要同时满足请用 all 包起来。`,
    en: ({ keys }) => `One condition has ${keys.join(" and ")}; only one is allowed. Use all to combine several.`,
  }),
  RULE_UNKNOWN_KEY: entry<Unknown & { known: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ name, suggestion, known }) =>
      `不认识的键「${name}」。${maybe(suggestion, (near) => `是否想写 ${near}？`)}可用：${known.join("、")}。`,
    en: ({ name, suggestion, known }) =>
      `Unknown key ${name}. ${suggestion ? `Did you mean ${suggestion}? ` : ""}Known: ${known.join(", ")}.`,
  }),
  RULE_UNKNOWN_EVENT: entry<Unknown>({
    status: 422,
    exit: 3,
    zh: ({ name, suggestion }) => `数据字典里没有行为「${name}」。${maybe(suggestion, (near) => `是否想写「${near}」？`)}`,
    en: ({ name, suggestion }) => `The catalogue has no event ${name}.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
  }),
  RULE_UNKNOWN_ATTRIBUTE: entry<Unknown>({
    status: 422,
    exit: 3,
    zh: ({ name, suggestion }) => `数据字典里没有属性「${name}」。${maybe(suggestion, (near) => `是否想写「${near}」？`)}`,
    en: ({ name, suggestion }) => `The catalogue has no attribute ${name}.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
  }),
  RULE_UNKNOWN_PROPERTY: entry<Unknown & { event: string }>({
    status: 422,
    exit: 3,
    zh: ({ name, event, suggestion }) => `行为「${event}」没有属性「${name}」。${maybe(suggestion, (near) => `是否想写「${near}」？`)}`,
    en: ({ name, event, suggestion }) => `The event ${event} has no property ${name}.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
  }),
  RULE_UNKNOWN_TAG: entry<Unknown>({
    status: 422,
    exit: 3,
    zh: ({ name, suggestion }) => `没有标签「${name}」。${maybe(suggestion, (near) => `是否想写「${near}」？`)}`,
    en: ({ name, suggestion }) => `There is no tag ${name}.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
  }),
  RULE_UNKNOWN_VALUE: entry<Unknown & { tag: string; known: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ name, tag, known, suggestion }) =>
      `标签「${tag}」没有取值「${name}」。${maybe(suggestion, (near) => `是否想写「${near}」？`)}可用：${known.join("、")}。`,
    en: ({ name, tag, known, suggestion }) =>
      `The tag ${tag} has no value ${name}. ${suggestion ? `Did you mean ${suggestion}? ` : ""}Known: ${known.join(", ")}.`,
  }),
  RULE_TAG_KIND: entry<{ tag: string; kind: string; wanted: string; wantedZh: string }>({
    status: 422,
    exit: 3,
    zh: ({ tag, wantedZh }) => `标签「${tag}」不能用在这里：${wantedZh}。`,
    en: ({ tag, wanted }) => `The tag ${tag} cannot be used here: ${wanted}.`,
  }),
  RULE_AMBIGUOUS_TAG: entry<{ name: string; codes: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ name, codes }) => `有多个标签叫「${name}」，请改用编码：${codes.join("、")}。`,
    en: ({ name, codes }) => `Several tags are called ${name}; use the code: ${codes.join(", ")}.`,
  }),
  RULE_UNKNOWN_SEGMENT: entry<Unknown>({
    status: 422,
    exit: 3,
    zh: ({ name, suggestion }) => `没有人群「${name}」。${maybe(suggestion, (near) => `是否想写「${near}」？`)}`,
    en: ({ name, suggestion }) => `There is no segment ${name}.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
  }),
  RULE_SEGMENT: entry<{ segment: string; reason: string; reasonZh: string }>({
    status: 422,
    exit: 3,
    zh: ({ segment, reasonZh }) => `人群「${segment}」的组合表达式已不能用：${reasonZh}`,
    en: ({ segment, reason }) => `The combination of the segment ${segment} is no longer valid: ${reason}`,
  }),
  RULE_UNKNOWN_CONSENT: entry<Unknown & { known: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ name, suggestion, known }) =>
      `数据字典里没有授权「${name}」。${maybe(suggestion, (near) => `是否想写 ${near}？`)}可用：${known.join("、")}。`,
    en: ({ name, suggestion, known }) =>
      `The catalogue has no consent ${name}. ${suggestion ? `Did you mean ${suggestion}? ` : ""}Known: ${known.join(", ")}.`,
  }),
  RULE_RANK: entry<{ found: string }>({
    status: 422,
    exit: 3,
    zh: ({ found }) => `「${found}」不是名次。请写 100（前 100 名）或 20%（前 20%）。`,
    en: ({ found }) => `${found} is not a rank. Write 100 (the top 100) or 20% (the top 20%).`,
  }),
  RULE_PERCENT: entry<{ found: string }>({
    status: 422,
    exit: 3,
    zh: ({ found }) => `「${found}」不是百分位。请写 0 到 100 之间的数，如 90。`,
    en: ({ found }) => `${found} is not a percentile. Write a number from 0 to 100, such as 90.`,
  }),
  RULE_CYCLE_LIST: entry<{ by: string; quantity: string }>({
    status: 422,
    exit: 3,
    zh: ({ by, quantity }) => `「${quantity}」与「${by}」不在同一个列表里，无法知道每种买了多少。`,
    en: ({ by, quantity }) => `${quantity} and ${by} are not in the same list, so the quantity bought of each value is unknown.`,
  }),
  RULE_TYPE: entry<{ operator: string; type: string; known: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ operator, type, known }) =>
      `「${operator}」不能用于${type}类型。可用：${known.join("、")}。${type === "text" ? "如果它的值其实是数字或日期，请先在数据字典里改它的类型。" : ""}`,
    en: ({ operator, type, known }) =>
      `${operator} cannot be used with the type ${type}. Use one of: ${known.join(", ")}.${type === "text" ? " If its values are numbers or dates, change its type in the catalogue first." : ""}`,
  }),
  RULE_TEXT_COMPARED: entry<{ found: string; text: string }>({
    status: 422,
    exit: 3,
    zh: ({ found, text }) =>
      `这里的值是文本，不能比较大小，${found} 对所有客户都不成立。请先在数据字典里把它改成数字或日期（tagwise catalogue type）；如果要找的就是这段文字，请写 in: ["${text}"]。`,
    en: ({ found, text }) =>
      `The value here is text and cannot be compared by size, so ${found} would never hold. Change its type to number or date in the catalogue first (tagwise catalogue type). To match exactly this text, write in: ["${text}"].`,
  }),
  RULE_MEASURE_TYPE: entry<{ measure: string; property: string; type: string }>({
    status: 422,
    exit: 3,
    zh: ({ measure, property, type }) => `不能对「${property}」求${measure}：它的类型是${type}。`,
    en: ({ measure, property, type }) => `${measure} cannot be used on ${property}: its type is ${type}.`,
  }),
  RULE_NUMBER: entry<{ found: string }>({
    status: 422,
    exit: 3,
    zh: ({ found }) => `「${found}」不是可用的数字（绝对值小于一万亿，小数最多 6 位）。`,
    en: ({ found }) => `${found} is not a valid number (below 10^12, at most 6 decimal places).`,
  }),
  RULE_COUNT: entry<{ found: string }>({
    status: 422,
    exit: 3,
    zh: ({ found }) => `次数应为不小于 0 的整数，这里是 ${found}。`,
    en: ({ found }) => `A count must be an integer of 0 or more; this is ${found}.`,
  }),
  RULE_DURATION: entry<{ found: string }>({
    status: 422,
    exit: 3,
    zh: ({ found }) => `「${found}」不是时长。请写 24h、90d、2w、3m、1y 这样的形式，最长 200 年。`,
    en: ({ found }) => `${found} is not a duration. Write 24h, 90d, 2w, 3m or 1y, at most 200 years.`,
  }),
  RULE_DURATION_VALUE: entry<{ found: string }>({
    status: 422,
    exit: 3,
    zh: ({ found }) => `「${found}」不是时长。请写带单位的数，如 2h 30m、90m、2小时30分（这里 m 是分钟），小于 10¹² 秒。`,
    en: ({ found }) =>
      `${found} is not a duration. Write numbers with units, such as 2h 30m or 90m (m is minutes here), below 10¹² seconds.`,
  }),
  RULE_AGE: entry<{ found: string; oldest: number }>({
    status: 422,
    exit: 3,
    zh: ({ found, oldest }) => `「${found}」不是年龄。请写 0 到 ${oldest} 的整数周岁，如 ">= 18"；也可写时长，如 ">= 6m"。`,
    en: ({ found, oldest }) =>
      `${found} is not an age. Write whole years from 0 to ${oldest}, such as ">= 18", or a duration, such as ">= 6m".`,
  }),
  RULE_DATE: entry<{ found: string }>({
    status: 422,
    exit: 3,
    zh: ({ found }) => `「${found}」不是日期。请写 2025-11-02，不带时间，范围 1900–2299 年。`,
    en: ({ found }) => `${found} is not a date. Write 2025-11-02, without a time of day, from 1900 to 2299.`,
  }),
  RULE_DATE_HOURS: entry<{ found: string }>({
    status: 422,
    exit: 3,
    zh: ({ found }) => `日期没有钟点，不能用 ${found} 来算。请用天、周、月或年，如 2d、1w、3m、1y。`,
    en: ({ found }) => `A date has no time of day, so ${found} cannot be used. Use days, weeks, months or years: 2d, 1w, 3m, 1y.`,
  }),
  RULE_TIME: entry<{ found: string }>({
    status: 422,
    exit: 3,
    zh: ({ found }) => `「${found}」不是时间。请写 2025-11-02 或 2025-11-02T08:30:00+08:00，范围 1900–2299 年。`,
    en: ({ found }) => `${found} is not a time. Write 2025-11-02 or 2025-11-02T08:30:00+08:00, from 1900 to 2299.`,
  }),
  RULE_COMPARISON: entry<{ found: string }>({
    status: 422,
    exit: 3,
    zh: ({ found }) => `看不懂比较「${found}」。请写 ">= 3" 或 { gte: 3 }、{ gte: 3, lt: 10 }、{ between: [1, 5] }。`,
    en: ({ found }) => `The comparison ${found} is not valid. Write ">= 3", or { gte: 3 }, { gte: 3, lt: 10 }, { between: [1, 5] }.`,
  }),
  RULE_RANGE_EMPTY: entry<{ low: string; high: string }>({
    status: 422,
    exit: 3,
    zh: ({ low, high }) => `范围是空的：${low} 大于 ${high}。`,
    en: ({ low, high }) => `The range is empty: ${low} is above ${high}.`,
  }),
  RULE_REGEX: entry<{ pattern: string; reason: string; reasonZh: string }>({
    status: 422,
    exit: 3,
    zh: ({ pattern, reasonZh }) => `正则表达式「${pattern}」不可用：${reasonZh}。`,
    en: ({ pattern, reason }) => `The regular expression ${pattern} cannot be used: ${reason}.`,
  }),
  RULE_IGNORE_CASE: entry<{}>({
    status: 422,
    exit: 3,
    zh: () => "ignoreCase 只能与文本条件（is、in、contains、matches 等）一起用，这里没有文本条件。请加上一个，或去掉 ignoreCase。",
    en: () =>
      "ignoreCase works only together with a text condition (is, in, contains, matches …), and there is none here. Add one, or remove ignoreCase.",
  }),
  RULE_TWO_WINDOWS: entry<{ keys: readonly string[] }>({
    status: 422,
    exit: 3,
    zh: ({ keys }) => `时间窗口只能写一种，这里同时有 ${keys.join("、")}。`,
    en: ({ keys }) => `A condition can have only one time window; this one has ${keys.join(" and ")}.`,
  }),
  RULE_EMPTY: entry<{ key: string }>({
    status: 422,
    exit: 3,
    zh: ({ key }) => `「${key}」是空的，至少要有一项。`,
    en: ({ key }) => `${key} is empty; it needs at least one item.`,
  }),
  RULE_TOO_DEEP: entry<{ limit: number }>({
    status: 422,
    exit: 3,
    zh: ({ limit }) => `条件嵌套超过 ${limit} 层。请拆成多个标签。`,
    en: ({ limit }) => `The rule is nested deeper than ${limit} levels. Split it into several tags.`,
  }),
  RULE_TOO_LONG: entry<{ key: string; limit: number; found: number }>({
    status: 422,
    exit: 3,
    zh: ({ key, limit, found }) => `「${key}」有 ${found} 项（字），上限 ${limit}。`,
    en: ({ key, limit, found }) => `${key} has ${found} items or characters; the limit is ${limit}.`,
  }),
  COMBINATION_SYNTAX: entry<{ column: number; found: string; expected: string; expectedZh: string }>({
    status: 422,
    exit: 3,
    zh: ({ column, found, expectedZh }) =>
      `组合表达式第 ${column} 列有误：遇到${found === "" ? "结尾" : `「${found}」`}，此处应为${expectedZh}。`,
    en: ({ column, found, expected }) =>
      `The combination is wrong at column ${column}: ${found === "" ? "it ends" : `found ${found}`} where ${expected} should be.`,
  }),
  COMBINATION_UNKNOWN: entry<Unknown & { column: number }>({
    status: 422,
    exit: 3,
    zh: ({ name, column, suggestion }) => `第 ${column} 列：没有标签「${name}」。${maybe(suggestion, (near) => `是否想写「${near}」？`)}`,
    en: ({ name, column, suggestion }) => `Column ${column}: there is no tag ${name}.${suggestion ? ` Did you mean ${suggestion}?` : ""}`,
  }),
};
