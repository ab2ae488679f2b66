import type { FileFormat } from "../../contract/index.ts";
import type { Facts, RunOptions } from "../../engine/index.ts";
import type { Text } from "../../kernel/index.ts";
import type { Lets } from "../compile/lets.ts";
import type { Scope } from "../compile/scope.ts";
import type { RowFault } from "../compile/value.ts";
import type { LocalFile } from "./file.ts";

/** What a reader works with. `directory` is the import's own and is removed with everything in it. */
export interface Reading {
  readonly facts: Facts;
  readonly file: LocalFile;
  readonly directory: string;
  readonly encoding: "utf-8" | "gb18030" | undefined;
  readonly delimiter: string | undefined;
  readonly columns: readonly string[] | undefined;
  readonly skipRows: number;
  readonly sheet: string | undefined;
  /** Where values that a reader computes take their names. */
  readonly lets: Lets;
  /** How its statements run. */
  readonly run: RunOptions;
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
  readonly warnings: readonly Text[];
}
