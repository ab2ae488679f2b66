import type { Encoding, FileFormat, Mapping } from "../contract/index.ts";
import type { Facts, RunOptions, Sql } from "../engine/index.ts";
import type { NumberFormat, Text } from "../kernel/index.ts";
import type { Lets, RowFault, Scope } from "../mapping/index.ts";
import type { LocalFile } from "./file.ts";

/** The input of a reader. `directory` belongs to the import and is removed with its content. */
export interface Reading {
  readonly facts: Facts;
  readonly file: LocalFile;
  readonly directory: string;
  readonly encoding: Encoding | undefined;
  readonly delimiter: string | undefined;
  readonly columns: readonly string[] | undefined;
  /** Rows before the header. Undefined: the header is looked for. */
  readonly skipRows: number | undefined;
  /** Column names in the mapping, which the header contains. */
  readonly wanted?: readonly string[] | undefined;
  readonly sheet: string | undefined;
  /** first: only the first of merged cells has the value. Default: all of them have it. */
  readonly merged?: "fill" | "first" | undefined;
  /** The number format in the mapping. */
  readonly numberFormat: NumberFormat | undefined;
  /** Gives names to values that a reader computes. */
  readonly lets: Lets;
  /** Options of the reader's statements. */
  readonly run: RunOptions;
}

/** The reading options of a mapping, together with the reader's input. */
export function readingOf(
  { encoding, delimiter, columns, skipRows, sheet, merged, numberFormat }: Mapping,
  means: Pick<Reading, "facts" | "file" | "directory" | "wanted" | "lets" | "run">,
): Reading {
  return { ...means, encoding, delimiter, columns, skipRows, sheet, merged, numberFormat };
}

/** The position of a file's header. */
export interface HeaderFound {
  /** The line of a text file, or the row of a sheet, from 1. */
  readonly row: number;
  /** The text above the header, one entry for each row. */
  readonly above: readonly string[];
}

/** A file in a staging table of the fact store, and what its columns mean. */
export interface StagedFile {
  readonly format: FileFormat;
  /** The staging table. It has a column `_row UInt64`. The caller drops it. */
  readonly table: string;
  /**
   * The columns that expressions may name. For JSON lines, columns are added when an expression asks for them, so `from` is complete only
   * after compiling.
   */
  readonly scope: Scope;
  /** The FROM of all statements, once all expressions are compiled: the table, or a subquery over it. */
  from(): Sql;
  /** SQL over the table, true for lines that are not rows (blank lines). Undefined if there are none. */
  readonly blank?: Sql;
  /** Faults of a row that are checked before its values are read, in this order. */
  readonly faults: readonly RowFault[];
  /** SQL of UInt64 over the table: the line on which a row begins (in a workbook or Parquet, the row). */
  readonly line: Sql;
  /** SQL of Nullable(String) over the table whose line breaks count the extra lines of a row. Undefined if a row is always one line. */
  readonly breaks?: Sql;
  /** SQL of a row as it stands in the file, for the file of bad rows. */
  readonly printed: readonly { readonly name: string; readonly sql: Sql }[];
  /** Only for text files. */
  readonly encoding?: Encoding;
  readonly header?: HeaderFound | undefined;
  readonly warnings: readonly Text[];
}
