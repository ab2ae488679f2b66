import { LIMIT_SECONDS } from "./limits.ts";
import { literal } from "./literal.ts";
import type { Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";
import type { Lane, RunOptions } from "./types.ts";

export type Settings = Readonly<Record<string, string>>;

/** Settings of every statement: numbers that JavaScript cannot hold come as text, and nothing is guessed. */
const ALWAYS: Settings = {
  output_format_json_quote_decimals: "1",
  output_format_json_quote_64bit_integers: "1",
  output_format_decimal_trailing_zeros: "0",
  // Two rows of one block must not stand for each other because they look alike.
  insert_deduplicate: "0",
  // Statements are written by the compiler: two thousand tags, or one rule of two hundred levels with each of its parts, are megabytes.
  max_query_size: "1000000000",
  max_ast_elements: "10000000",
  max_expanded_ast_elements: "10000000",
  max_ast_depth: "4000",
  max_parser_depth: "4000",
  // Compiling takes the engine a tenth of a second for each new statement, as long as most of them run: see COMPILED.
  compile_aggregate_expressions: "0",
  compile_expressions: "0",
  // The order of rows decides nothing anywhere, so the engine may read in any.
  optimize_aggregation_in_order: "0",
};

/**
 * For statements that run for seconds: a hundred measures, and the conditions of a hundred, are compiled into one loop from the first use
 * on; the engine's default waits for the third.
 */
export const COMPILED: Readonly<Record<string, number>> = {
  compile_aggregate_expressions: 1,
  min_count_to_compile_aggregate_expression: 0,
  compile_expressions: 1,
  min_count_to_compile_expression: 0,
};

/** Rows leave a file in the order they stand in it: parsing stays parallel, what follows is one stream. */
export const IN_ORDER: Readonly<Record<string, number>> = {
  parallelize_output_from_storages: 0,
  max_insert_threads: 1,
  input_format_parquet_preserve_order: 1,
};

/** How long a statement may take, in seconds. */
export function secondsOf(lane: Lane, { limits }: RunOptions): number {
  return limits?.maxSeconds || LIMIT_SECONDS[lane];
}

/** What one statement runs with, all lanes and limits considered. A limit of memory of 0 is none. @param cores of the engine, where they are known */
export function settingsOf(lane: Lane, memoryBytes: number, options: RunOptions, cores?: number): Settings {
  const limits = options.limits ?? {};
  const isHalf = lane === "left" || lane === "right";
  return {
    ...ALWAYS,
    ...(isHalf && cores !== undefined && { max_threads: String(Math.ceil(cores / 2)) }),
    max_memory_usage: String(limits.maxMemoryBytes ?? (isHalf ? Math.floor(memoryBytes / 2) : lane === "heavy" ? memoryBytes : 0)),
    max_execution_time: String(secondsOf(lane, options)),
    ...Object.fromEntries(Object.entries(options.settings ?? {}).map(([name, value]) => [name, String(value)])),
  };
}

/** The SET that turns what a connection has into what the next statement wants; undefined when nothing differs. */
export function settingsChange(current: Settings, wanted: Settings): Sql | undefined {
  const changes: Sql[] = [];
  for (const [name, value] of Object.entries(wanted)) {
    if (current[name] !== value) changes.push(sql`${sql.id(name)} = ${literal.text(value)}`);
  }
  for (const name of Object.keys(current)) if (!(name in wanted)) changes.push(sql`${sql.id(name)} = DEFAULT`);
  return changes.length > 0 ? sql`SET ${sql.join(changes)}` : undefined;
}
