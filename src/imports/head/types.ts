import type { Encoding, Mapping } from "../../contract/index.ts";
import type { HeaderFound, MergedCells } from "../../files/index.ts";

/** The beginning of a file: the names of its columns and its first rows, cells as text. */
export interface Head {
  readonly names: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Of a workbook. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly merged: MergedCells | null;
  /** Of a workbook that was exported: the code behind each heading. */
  readonly codes?: ReadonlyMap<string, string>;
  /** Of text files. */
  readonly encoding: Encoding | null;
  /** Where the header was found; null where there is none to find. */
  readonly header: HeaderFound | null;
}

/** How to read the file, as a mapping says it. */
export type HowToRead = Partial<Pick<Mapping, "encoding" | "delimiter" | "columns" | "skipRows" | "sheet" | "merged">>;

/** Rows of the beginning that are looked at. */
export const HEAD_ROWS = 50;
