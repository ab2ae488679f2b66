export { BLANKS, classOf, INVISIBLE } from "./blanks.ts";
export { NO, readBoolean, YES, type BooleanRead } from "./boolean.ts";
export { foldText } from "./fold.ts";
export { isMissingWord, MISSING_WORDS } from "./missing.ts";
export { readNumber, type NumberRead } from "./number.ts";
export { foldNumber, SIGNS_FROM, SIGNS_TO } from "./numberFold.ts";
export { NUMBER_FORMATS, SHAPES, TENS, type NumberFormat } from "./numberShape.ts";
export { isSheetError, SHEET_ERRORS } from "./sheetErrors.ts";
export { cleanText, readText } from "./text.ts";
