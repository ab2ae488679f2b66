import type { AttributeDef, FieldType } from "../../catalogue/index.ts";
import { ExactNumber, type Issue } from "../../kernel/index.ts";
import type { IncomingValue } from "./messages.ts";
import { columnValue, isNothing, saysNothing } from "./values.ts";

const WANTED: Readonly<Record<FieldType, readonly [zh: string, en: string]>> = {
  text: ["文本", "a text"],
  number: ["数字（绝对值小于 10¹²），如 1234.5、￥1,234.50、1.2万", "a number below 10¹² in size, such as 1234.5, ￥1,234.50 or 1.2万"],
  boolean: ["是或否（true、false、是、否、1、0）", "yes or no (true, false, 是, 否, 1, 0)"],
  date: ["日期，如 2025-11-02", "a date such as 2025-11-02"],
  time: ["时间，如 2025-11-02 或 2025-11-02T08:00:00+08:00", "a time such as 2025-11-02 or 2025-11-02T08:00:00+08:00"],
  list: ["文本的列表", "a list of texts"],
};

/**
 * Why the value does not fit the attribute; undefined when it fits. An attribute that is not in the catalogue accepts any plain value or
 * list.
 */
export function attributeFault(
  attribute: AttributeDef | undefined,
  value: IncomingValue,
  timezone: string,
  path: string,
): Issue | undefined {
  if (attribute ? saysNothing(attribute.type, value) : isNothing(value)) return undefined;
  if (!attribute) {
    const plain = (item: IncomingValue) => typeof item !== "object" || item === null || item instanceof ExactNumber;
    if (plain(value) || (Array.isArray(value) && value.every(plain))) return undefined;
    return {
      code: "VALUE_SHAPE",
      path,
      zh: "应为单个值或文本的列表，不能是对象",
      en: "must be a plain value or a list of texts, not an object",
    };
  }
  if (columnValue(attribute.type, value, timezone) !== undefined) return undefined;
  const [zh, en] = WANTED[attribute.type];
  return { code: "VALUE_TYPE", path, zh: `应为${zh}`, en: `must be ${en}` };
}
