import { codeFault, STORED_TYPES, type FieldType } from "../../catalogue/index.ts";
import { issuesOf, Mapping } from "../../contract/index.ts";
import { identityIssue, incomingPlatform } from "../../identifiers/index.ts";
import { parseTimeFormat } from "../../mapping/index.ts";
import { isTimezone, nearest, problem, unusableTexts, VALUE_TYPE_CODES, type Issue } from "../../kernel/index.ts";

/** Validates a mapping without the file: its form, and that its parts fit together. @throws INPUT_INVALID with all faults */
export function readMapping(input: unknown): Mapping {
  const parsed = Mapping.safeParse(input ?? {});
  if (!parsed.success) throw problem("INPUT_INVALID", { issues: issuesOf(parsed.error, "", Object.keys(Mapping.shape)) });
  const mapping = parsed.data;
  const issues = [
    ...textIssues(mapping),
    ...partsIssues(mapping),
    ...nameIssues(mapping),
    ...timeIssues(mapping),
    ...typeIssues(mapping),
    ...delimiterIssues(mapping),
  ];
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  return mapping;
}

function textIssues(mapping: Mapping): Issue[] {
  const { code, zh, en } = problem("TEXT_UNUSABLE", {});
  return unusableTexts(mapping).map((path) => ({ code, path, zh, en }));
}

function partsIssues(mapping: Mapping): Issue[] {
  const issues: Issue[] = [];
  const add = (path: string, zh: string, en: string) => issues.push({ code: "MAPPING_PARTS", path, zh, en });
  if (mapping.products) return productIssues(mapping);
  const hasEvent = mapping.event !== undefined || mapping.eventColumn !== undefined;
  if (Object.keys(mapping.identities).length === 0)
    add("identities", "至少要有一个身份，如 { crm: CustomerID }", "at least one identity is needed, e.g. { crm: CustomerID }");
  if (mapping.event !== undefined && mapping.eventColumn !== undefined)
    add("eventColumn", "event 和 eventColumn 只能写一个", "write either event or eventColumn");
  if (hasEvent && mapping.time === undefined) add("time", "行为要有时间：写出时间列", "events need a time: name its column");
  if (!hasEvent && Object.keys(mapping.properties).length > 0)
    add(
      "properties",
      "没有 event 就没有属性可放；客户的信息请写在 attributes",
      "properties need an event; facts about customers go to attributes",
    );
  if (!hasEvent && mapping.id !== undefined) add("id", "没有 event 时不用行为编号", "without an event there is no event id");
  return issues;
}

/** A row is either a product or an event, never both. */
function productIssues(mapping: Mapping): Issue[] {
  const issues: Issue[] = [];
  const add = (path: string, zh: string, en: string) => issues.push({ code: "MAPPING_PARTS", path, zh, en });
  if (mapping.products?.sku === undefined) add("products.sku", "商品要有 SKU：写出它的列", "a product needs a SKU: name its column");
  for (const part of ["identities", "attributes", "properties"] as const)
    if (Object.keys(mapping[part]).length > 0)
      add(part, "商品的行里不能同时有客户或行为", "rows of products cannot be customers or events too");
  if (mapping.id === undefined && mapping.sender !== undefined)
    add("sender", "写了 id 才能写编号是哪个发送方的", "whose ids they are needs an `id`");
  for (const part of ["event", "eventColumn", "time", "id"] as const)
    if (mapping[part] !== undefined) add(part, "商品的行里不能同时有客户或行为", "rows of products cannot be customers or events too");
  if (mapping.tags.length > 0) add("tags", "标签属于客户，不属于商品", "tags are customers', not products'");
  return issues;
}

function nameIssues(mapping: Mapping): Issue[] {
  const issues: (Issue | undefined)[] = [];
  if (mapping.event !== undefined) issues.push(codeFault(mapping.event, "event"));
  for (const part of ["attributes", "properties"] as const)
    for (const code of Object.keys(mapping[part])) issues.push(codeFault(code, `${part}.${code}`));
  const seen = new Map<string, string>();
  for (const word of Object.keys(mapping.identities)) {
    const path = `identities.${word}`;
    const platform = incomingPlatform(word);
    const other = platform && seen.get(platform.code);
    if (!platform) issues.push(identityIssue("platform", path));
    else if (other !== undefined)
      issues.push({ code: "PLATFORM_TWICE", path, zh: `与 ${other} 是同一个平台`, en: `is the same platform as ${other}` });
    else seen.set(platform.code, word);
  }
  return issues.filter((issue) => issue !== undefined);
}

function timeIssues({ timezone, timeFormat }: Mapping): Issue[] {
  const issues: Issue[] = [];
  if (timezone !== undefined && (!isTimezone(timezone) || /^[+-]\d\d$/.test(timezone)))
    issues.push({
      code: "TIMEZONE_UNKNOWN",
      path: "timezone",
      zh: `没有时区「${timezone}」；例：Asia/Shanghai、Europe/London、+08:00`,
      en: `there is no time zone ${timezone}; e.g. Asia/Shanghai, Europe/London, +08:00`,
    });
  const format = timeFormat === undefined ? undefined : parseTimeFormat(timeFormat);
  if (format && "fault" in format) issues.push({ code: "TIME_FORMAT", path: "timeFormat", ...format.fault });
  return issues;
}

/** Whether a member of a list can have the type: one that is no list. */
function isOfMembers(type: FieldType): boolean {
  return STORED_TYPES[type].absent === null;
}

function typeIssues({ types, unreadable, attributes, properties }: Mapping): Issue[] {
  const codes = [...Object.keys(attributes), ...Object.keys(properties)];
  const issues: Issue[] = [];
  for (const [code, type] of Object.entries(types)) {
    const path = `types.${code}`;
    const suggestion = nearest(code, codes);
    if (!codes.includes(code))
      issues.push({
        code: "TYPE_OF_NOTHING",
        path,
        zh: `attributes 和 properties 里没有「${code}」${suggestion ? `，是不是「${suggestion}」？` : ""}`,
        en: `neither attributes nor properties have ${code}${suggestion ? `; did you mean ${suggestion}?` : ""}`,
        ...(suggestion !== undefined && { suggestion }),
      });
    else if (code.includes("[].") && !isOfMembers(type))
      issues.push({
        code: "TYPE_WRONG",
        path,
        zh: `列表的成员只能是 ${VALUE_TYPE_CODES.filter(isOfMembers).join("、")}`,
        en: "a member of a list cannot be a list",
      });
  }
  for (const code of Object.keys(unreadable)) {
    const suggestion = nearest(code, codes);
    if (!codes.includes(code))
      issues.push({
        code: "UNREADABLE_OF_NOTHING",
        path: `unreadable.${code}`,
        zh: `attributes 和 properties 里没有「${code}」${suggestion ? `，是不是「${suggestion}」？` : ""}`,
        en: `neither attributes nor properties have ${code}${suggestion ? `; did you mean ${suggestion}?` : ""}`,
        ...(suggestion !== undefined && { suggestion }),
      });
  }
  return issues;
}

/** The engine refuses these delimiters: quotes, a full stop, U and L. It would split numbers and NULL at them. */
const NO_DELIMITER = /["'.UL\r\n]/;

function delimiterIssues({ delimiter }: Mapping): Issue[] {
  if (delimiter === undefined || delimiter === "whitespace" || (delimiter.length === 1 && !NO_DELIMITER.test(delimiter))) return [];
  return [
    {
      code: "DELIMITER",
      path: "delimiter",
      zh: "分隔符是一个字符（不能是引号、句点、U、L 或换行），或 whitespace",
      en: "a delimiter is one character (no quote, full stop, U, L or line end), or whitespace",
    },
  ];
}
