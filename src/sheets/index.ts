export { writeForm } from "./form.ts";
export { harmless, harmlessSql } from "./harmless.ts";
export type { CellKind, FormColumn, FormSheet, SheetColumn, SheetFile } from "./types.ts";
export { SHEET_ROWS, writeWorkbook } from "./workbook.ts";
