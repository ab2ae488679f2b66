export { writeForm } from "./form.ts";
export { guarded, guardedSql, unguarded, unguardedSql } from "./harmless.ts";
export type { CellKind, FormColumn, FormSheet, SheetColumn, SheetFile } from "./types.ts";
export { SHEET_ROWS, writeWorkbook } from "./workbook.ts";
export { CODE_NOTE } from "./xml.ts";
