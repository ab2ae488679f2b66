import type { Encoding, FileFormat, Mapping } from "../contract/index.ts";
import type { Facts, RunOptions } from "../engine/index.ts";
import type { NumberFormat, Text } from "../kernel/index.ts";
import type { Lets, RowFault, Scope } from "../mapping/index.ts";
import type { LocalFile } from "./file.ts";

/** What a reader works with. `directory` is the import's own and is removed with everything in it. */
export interface Reading {
  readonly facts: Facts;
  readonly file: LocalFile;
  readonly directory: string;
  readonly encoding: Encoding | undefined;
  readonly delimiter: string | undefined;
  readonly columns: readonly string[] | undefined;
  /** Rows before the header; undefined: it is looked for. */
  readonly skipRows: number | undefined;
  /** Names that the mapping asks for: the header has them. */
  readonly wanted?: readonly string[] | undefined;
  readonly sheet: string | undefined;
  /** first: of merged cells only the first has the value; by default all rows of them have it. */
  readonly merged?: "fill" | "first" | undefined;
  /** How numbers are written, as the mapping says it. */
  readonly numberFormat: NumberFormat | undefined;
  /** Where values that a reader computes take their names. */
  readonly lets: Lets;
  /** How its statements run. */
  readonly run: RunOptions;
}

/** What a mapping says of how to read the file, with what a reader works with. */
export function readingOf(
  { encoding, delimiter, columns, skipRows, sheet, merged, numberFormat }: Mapping,
  means: Pick<Reading, "facts" | "file" | "directory" | "wanted" | "lets" | "run">,
): Reading {
  return { ...means, encoding, delimiter, columns, skipRows, sheet, merged, numberFormat };
}

/** Where the header of a file was found. */
export interface HeaderFound {
  /** The line, or the row of the sheet, from 1. */
  readonly row: number;
  /** What stands above it, a text a row. */
  readonly above: readonly string[];
}

/** A file in a staged table of the fact store, and what its columns mean. */
export interface Source {
  readonly format: FileFormat;
  /** The staged table; it has `_row UInt64`. The caller drops it. */
  readonly table: string;
  /** What expressions may name. Columns of JSON lines are found as they are asked for; hence `from` comes after compiling. */
  readonly scope: Scope;
  /** What to select from, once all expressions are compiled: the table or a subquery over it. */
  from(): string;
  /** SQL over the table: rows that are no rows (blank lines); undefined when there are none. */
  readonly blank?: string;
  /** What makes a row bad before anything is read from it, in the order of asking. */
  readonly faults: readonly RowFault[];
  /** SQL of UInt64 over the table: the line of the file on which a row begins (rows of a sheet, rows of Parquet). */
  readonly line: string;
  /** SQL of Nullable(String) over the table that counts the line breaks inside a row, where rows may have them. */
  readonly breaks?: string;
  /** A row as it stood in the file, for the file of bad rows. */
  readonly printed: readonly { readonly name: string; readonly sql: string }[];
  /** Of text files. */
  readonly encoding?: Encoding;
  readonly header?: HeaderFound | undefined;
  readonly warnings: readonly Text[];
}
