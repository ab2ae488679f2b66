import { FORM_FAULTS, type FormFaultCode, IDENTITY_FAULTS } from "../identifiers/index.ts";
import type { Text } from "../kernel/index.ts";

/** Why a row was not imported. Codes are stable, because files of bad rows and reports contain them. */
const REASONS = {
  COLUMNS_MISSING: { zh: "列数比表头少", en: "fewer columns than the header" },
  COLUMNS_SURPLUS: { zh: "列数比表头多", en: "more columns than the header" },
  QUOTES_BROKEN: { zh: "引号不配对", en: "quotes do not match" },
  JSON_INVALID: { zh: "不是合法的 JSON 对象", en: "not a valid JSON object" },
  TEXT_INVALID: { zh: "含有不是 UTF-8 的字节", en: "holds bytes that are not UTF-8" },
  IDENTITY_MISSING: { zh: "没有任何身份", en: "no identity" },
  SHEET_ERROR: { zh: "单元格是表格的错误值（如 #N/A、#REF!）", en: "the cell holds an error of the sheet (#N/A, #REF! …)" },
  IDENTITY_LONG: { zh: "身份超过 512 个字符", en: "an identity is longer than 512 characters" },
  IDENTITY_UNUSABLE: {
    zh: "身份不可用（手机号、邮箱格式不对，是占位文字，或太长）",
    en: "an identity that identifies nobody (no phone number, no address, a placeholder, too long)",
  },
  ...(Object.fromEntries(Object.values(FORM_FAULTS).map((fault) => [fault.code, fault])) as unknown as Record<FormFaultCode, Text>),
  IDENTITY_PLACEHOLDER: IDENTITY_FAULTS.placeholder,
  EVENT_MISSING: { zh: "没有行为名称", en: "no event name" },
  EVENT_LONG: { zh: "行为名称超过 100 个字符", en: "the event's name is longer than 100 characters" },
  EVENT_UNUSABLE: { zh: "行为名称含有控制字符", en: "the event's name holds control characters" },
  ID_MISSING: { zh: "没有行为编号", en: "no event id" },
  ID_LONG: { zh: "行为编号超过 512 个字符", en: "the event's id is longer than 512 characters" },
  SKU_MISSING: { zh: "没有 SKU", en: "no SKU" },
  DATE_UNREADABLE: { zh: "日期无法识别", en: "a date that cannot be read" },
  TIME_MISSING: { zh: "没有时间", en: "no time" },
  TIME_UNREADABLE: { zh: "时间无法识别", en: "a time that cannot be read" },
  TIME_RANGE: { zh: "时间不在 1900–2299 年之间", en: "a time outside 1900–2299" },
  NUMBER_UNREADABLE: { zh: "不是数字", en: "not a number" },
  NUMBER_RANGE: { zh: "数字达到或超过一万亿（10¹²）", en: "a number of 10¹² or more" },
  DIVISION_BY_ZERO: { zh: "除以零", en: "division by zero" },
  DURATION_UNREADABLE: { zh: "时长无法识别，如 2h 30m", en: "a duration that cannot be read, such as 2h 30m" },
  BOOLEAN_UNREADABLE: { zh: "不是「是/否」", en: "neither true nor false" },
  LIST_UNEVEN: { zh: "同一列表的各项长度不同", en: "members of one list differ in length" },
} as const satisfies Record<string, Text>;

export type ReasonCode = keyof typeof REASONS;

/** The reason as text. `where` is the part of the mapping that could not be read (`properties.amount`). */
export function reasonText(code: ReasonCode, where: string | undefined): Text {
  const { zh, en } = REASONS[code];
  return where === undefined ? { zh, en } : { zh: `${where}：${zh}`, en: `${where}: ${en}` };
}
