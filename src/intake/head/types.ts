import type { Mapping } from "../../contract/index.ts";

/** The beginning of a file: the names of its columns and its first rows, cells as text. */
export interface Head {
  readonly names: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Of a workbook. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
}

/** How to read the file, as a mapping says it. */
export type HowToRead = Partial<Pick<Mapping, "encoding" | "delimiter" | "columns" | "skipRows" | "sheet">>;

/** Rows of the beginning that are looked at. */
export const HEAD_ROWS = 50;
