import type { Encoding, Mapping } from "../../contract/index.ts";
import type { HeaderFound, MergedCells } from "../../files/index.ts";

/** The beginning of a file: column names and first rows, cells as text. */
export interface Head {
  readonly names: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Only for workbooks. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly merged: MergedCells | null;
  /** Only for an exported workbook: the code behind each heading. */
  readonly codes?: ReadonlyMap<string, string>;
  /** Only for text files. */
  readonly encoding: Encoding | null;
  /** Where the header was found; null if the format has none to find. */
  readonly header: HeaderFound | null;
}

/** How to read the file, from the mapping. */
export type HowToRead = Partial<Pick<Mapping, "encoding" | "delimiter" | "columns" | "skipRows" | "sheet" | "merged">>;

/** Number of rows that are inspected. */
export const HEAD_ROWS = 50;
