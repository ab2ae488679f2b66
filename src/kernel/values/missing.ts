import { isSheetError } from "./sheetErrors.ts";
import { cleanText } from "./text.ts";
import { wordOf } from "./word.ts";

/** Words that people and programs write when there is no number, date or yes/no. Compared folded. */
export const MISSING_WORDS: readonly string[] = [
  "-",
  "--",
  "---",
  "—",
  "——",
  "–",
  "/",
  "//",
  "\\",
  "?",
  "n/a",
  "na",
  "n.a.",
  "nan",
  "null",
  "(null)",
  "nil",
  "none",
  "undefined",
  "unknown",
  "not available",
  "tbd",
  "无",
  "無",
  "暂无",
  "暫無",
  "无数据",
  "空",
  "未填",
  "未填写",
  "未提供",
  "未知",
  "不详",
  "缺失",
  "待定",
  "保密",
];

const WORDS = new Set(MISSING_WORDS);

/**
 * Whether a text means that there is no number, date or yes/no: it is blank, one of the words, or a spreadsheet error. For a value of type
 * text `无` is a value; only blanks and spreadsheet errors are missing there (readText).
 */
export function isMissingWord(text: string): boolean {
  const cleaned = cleanText(text);
  if (cleaned === undefined || isSheetError(cleaned)) return true;
  const word = wordOf(cleaned);
  return word !== undefined && (word === "" || WORDS.has(word));
}
