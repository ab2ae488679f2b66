import { hasNameSigns, isSheetError, type Issue } from "../kernel/index.ts";

/** The greatest length of the code of an attribute, event or property, in characters. */
export const MAX_CODE_CHARACTERS = 100;

/** Why `code` cannot be the code of an attribute, event or property; undefined when it can. */
export function codeFault(code: string, path: string): Issue | undefined {
  if (code.length === 0 || code !== code.trim())
    return { code: "CODE_BLANK", path, zh: "名称为空或首尾有空格", en: "the name is empty or has blanks at its ends" };
  if (isSheetError(code))
    return {
      code: "CODE_SHEET_ERROR",
      path,
      zh: `「${code}」是表格的错误值，不能当名称`,
      en: `${code} is the error of a sheet and cannot be a name`,
    };
  if (code.length > MAX_CODE_CHARACTERS)
    return {
      code: "CODE_LONG",
      path,
      zh: `名称超过 ${MAX_CODE_CHARACTERS} 个字符`,
      en: `the name is longer than ${MAX_CODE_CHARACTERS} characters`,
    };
  if (!hasNameSigns(code))
    return {
      code: "CODE_SIGN",
      path,
      zh: "名称不能含反引号、反斜杠和不可见的控制字符，请改名",
      en: "the name contains a back-tick, a backslash or a control character; give it another name",
    };
  // As a key of an object it would set that object's prototype.
  if (code === "__proto__") return { code: "CODE_RESERVED", path, zh: "这个名称不能用", en: "this name cannot be used" };
  return undefined;
}
