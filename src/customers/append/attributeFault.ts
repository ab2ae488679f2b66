import { isNothing, saysNothing, type AttributeDef, type IncomingValue } from "../../catalogue/index.ts";
import { ExactNumber, valueTypeFacts, type Issue } from "../../kernel/index.ts";
import { columnValue } from "./values.ts";

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
  const { zh, en } = valueTypeFacts(attribute.type).wanted;
  return { code: "VALUE_TYPE", path, zh: `应为${zh}`, en: `must be ${en}` };
}
