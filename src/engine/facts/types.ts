import type { Readable } from "node:stream";
import type { Sql } from "./sql/piece.ts";

/**
 * Which queue a statement waits in. A lane runs one statement at a time on the embedded store; lanes run side by side.
 * interactive: a person waits. ingest: writes of events. heavy: evaluation, import, export. left and right: two heavy statements side by
 * side, each with half the memory and half the cores; left waits in heavy's queue.
 */
export type Lane = "interactive" | "ingest" | "heavy" | "left" | "right";

/** The limits a statement may carry. Without one of time that of its lane holds (limits.ts): no statement goes on for ever. */
export interface Limits {
  /** 0 means none. */
  readonly maxMemoryBytes?: number;
  /** Passed, the statement is stopped with FACTS_TIME; one that goes on all the same is given up with FACTS_SILENT. */
  readonly maxSeconds?: number;
}

export interface RunOptions {
  readonly lane?: Lane;
  /** Bound as `{name:Type}`. Never in heavy statements (ADR 0003): those carry literals of the one literal writer. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly limits?: Limits;
  /** Settings of this one statement, as names and values of ClickHouse. */
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly signal?: AbortSignal;
  /**
   * Of an insert: the number of the batch that its rows belong to. Once the batch is in `withdrawn_batches` the fact store refuses them,
   * however late the statement arrives: the process that sent it may be dead.
   */
  readonly batch?: number;
}

/** A file loaded as it is into a table of its own, to be mapped by SQL and dropped. */
export interface Stage {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: number;
}

export interface StageOptions extends RunOptions {
  /** ClickHouse input format: Parquet, CSV, LineAsString … */
  readonly format: string;
  /** `name Type, …`; inferred from the file when absent. */
  readonly structure?: Sql;
  /**
   * Names of the staged columns, in the file's order, where they should not be the file's own: lists called `a.b` and `a.c` are one thing to
   * the engine, and have to be of one length there.
   */
  readonly as?: readonly string[];
  /** Adds a last column `_row UInt64`: the row's place in the file, from 1. Blank rows that the format passes on count. */
  readonly numbered?: boolean;
}

/** The beginning of a file. */
export interface FileHead {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** The fact store: customers, identities, events, memberships. The same SQL on chDB and on a ClickHouse server. */
export interface Facts {
  /** Rows of a query. Decimals and 64-bit integers come as text, instants as `YYYY-MM-DD hh:mm:ss.mmm` in UTC. */
  rows<T = Record<string, unknown>>(statement: Sql, options?: RunOptions): Promise<T[]>;
  /** A statement without result: DDL, INSERT … SELECT, DELETE. */
  run(statement: Sql, options?: RunOptions): Promise<void>;
  /** Inserts rows given as objects by column name. */
  insert(table: string, rows: readonly object[], options?: RunOptions): Promise<void>;
  /** The result as bytes of a ClickHouse output format (CSVWithNames, JSONEachRow, Parquet, …). */
  bytes(statement: Sql, format: string, options?: RunOptions): Promise<Readable>;
  /** Names and types of a file's columns, as the engine infers them. @throws FILE_UNREADABLE */
  describe(path: string, options: StageOptions): Promise<{ name: string; type: string }[]>;
  /** The first rows of a file as text, lists and structures as JSON; no more of it is read than needed. @throws FILE_UNREADABLE */
  head(path: string, options: { readonly format: string; readonly limit: number }): Promise<FileHead>;
  /** Loads a file into a new table `stage_…`. The caller drops it. @throws FILE_UNREADABLE */
  stage(path: string, options: StageOptions): Promise<Stage>;
  /**
   * Resolves when no statement that was given up goes on any more: it might write after what it wrote was taken back.
   * @throws FACTS_SILENT
   */
  quiet(): Promise<void>;
  close(): Promise<void>;
}
