import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, open, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import type { ExportFormat } from "../contract/index.ts";
import { type Ctx, literal, type RunOptions, stageName, sql, type Sql } from "../engine/index.ts";
import { guarded, guardedSql, writeWorkbook, type CellKind } from "../sheets/index.ts";

/** A column of an exported table. */
export interface OutColumn {
  readonly heading: string;
  /** The name by which an import recognises the column. A workbook stores it beside the heading for people. */
  readonly code?: string;
  readonly kind: CellKind;
  /** SQL with the column's type, and SQL as text for people. */
  readonly sql: Sql;
  readonly printed: Sql;
}

/** The exported data: columns over a SQL source, in an order. */
export interface Out {
  /** The sheet's name in a workbook. */
  readonly name: string;
  readonly columns: readonly OutColumn[];
  /** `FROM …` with joins and `ORDER BY …`, one for each part; at least one. Each part is a statement, so that none is large. */
  readonly parts: readonly Sql[];
}

export const FORMATS: Readonly<Record<ExportFormat, { readonly contentType: string; readonly ending: string }>> = {
  csv: { contentType: "text/csv; charset=utf-8", ending: "csv" },
  jsonl: { contentType: "application/jsonl; charset=utf-8", ending: "jsonl" },
  parquet: { contentType: "application/vnd.apache.parquet", ending: "parquet" },
  xlsx: { contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ending: "xlsx" },
};

export interface HowToWrite {
  readonly format: ExportFormat;
  readonly mark: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of parts that are written. */
  readonly onPart?: ((parts: number) => void) | undefined;
}

/** A statement may contain the list of tags, or one column for each attribute and tag, so the engine's limits are raised. */
const LARGE_STATEMENT = { max_query_size: 50_000_000, max_ast_elements: 5_000_000, max_expanded_ast_elements: 5_000_000 };
/** In JSON, numbers are unquoted, with all their digits. */
const UNQUOTED = { output_format_json_quote_decimals: 0, output_format_json_quote_64bit_integers: 0 };
const RUN: RunOptions = { settings: { join_use_nulls: 1, format_csv_null_representation: "", ...UNQUOTED, ...LARGE_STATEMENT } };

/** The rows as a stream of bytes. A workbook is first written to disk, so that a slow reader takes no memory. */
export async function streamOut(ctx: Ctx, out: Out, how: HowToWrite): Promise<Readable> {
  if (how.format !== "xlsx") return textStream(ctx, out, how);
  await mkdir(join(ctx.dataDir, "tmp"), { recursive: true, mode: 0o700 });
  const path = join(ctx.dataDir, "tmp", `export-${randomUUID()}`);
  try {
    await fileOut(ctx, out, how, path);
    // Unlinked while open, so that no file is left even if the reader stops early.
    return (await open(path)).createReadStream();
  } finally {
    await rm(path, { force: true });
  }
}

/** Writes the rows to a file. Returns its size. */
export async function fileOut(ctx: Ctx, out: Out, how: HowToWrite, path: string): Promise<number> {
  if (how.format === "xlsx") await workbookOut(ctx, out, how, path);
  else await pipeline(await textStream(ctx, out, how), createWriteStream(path, { mode: 0o600 }), { signal: how.signal });
  return (await stat(path)).size;
}

const ENGINE = { csv: "CSV", jsonl: "JSONEachRow" } as const;

async function textStream(ctx: Ctx, out: Out, how: HowToWrite): Promise<Readable> {
  if (how.format === "parquet") return parquetStream(ctx, out, how);
  const first = out.parts[0]!;
  // Errors of the first part are thrown before the first byte is sent.
  const begun = await part(ctx, out, how, first, 0);
  return Readable.from(
    (async function* () {
      if (how.mark && how.format === "csv") yield Buffer.from("\uFEFF", "utf8");
      yield* begun as AsyncIterable<Buffer>;
      for (const [index, from] of out.parts.slice(1).entries()) {
        how.onPart?.(index + 1);
        yield* (await part(ctx, out, how, from, index + 1)) as AsyncIterable<Buffer>;
      }
    })(),
    { objectMode: false },
  );
}

function part(ctx: Ctx, { columns }: Out, { format, signal }: HowToWrite, from: Sql, index: number): Promise<Readable> {
  const select = columns.map(({ heading, kind, sql: statement, printed }) => {
    if (format === "csv") return sql`${csvCell(kind, statement, printed)} AS ${literal.name(guarded(heading))}`;
    return sql`${statement} AS ${literal.name(heading)}`;
  });
  const engine = ENGINE[format as keyof typeof ENGINE];
  const named = format === "csv" && index === 0 ? "CSVWithNames" : engine;
  return ctx.facts.bytes(selectSql(sql.join(select), from), named, { ...RUN, ...(signal && { signal }) });
}

/** A Parquet file comes from one statement. The parts are first collected in a table, which is then read in order. */
async function parquetStream(ctx: Ctx, { columns, parts }: Out, { signal, onPart }: HowToWrite): Promise<Readable> {
  const select = sql.join(columns.map(({ heading, sql: statement }) => sql`${statement} AS ${literal.name(heading)}`));
  const run: RunOptions = {
    lane: "heavy",
    settings: { ...RUN.settings, allow_suspicious_low_cardinality_types: 1 },
    ...(signal && { signal }),
  };
  if (parts.length <= 1) return ctx.facts.bytes(selectSql(select, parts[0]!), "Parquet", { ...RUN, ...(signal && { signal }) });
  const stage = stageName("export");
  try {
    for (const [index, from] of parts.entries()) {
      const rows = sql`
        SELECT toUInt32(${literal.integer(index)}) AS __part, rowNumberInAllBlocks() AS __row, *
        FROM (${selectSql(select, from)})
      `;
      if (index === 0) await ctx.facts.run(emptyTableSql(stage, rows), run);
      await ctx.facts.run(
        sql`
          INSERT INTO ${sql.id(stage)}
          ${rows}
        `,
        run,
      );
      onPart?.(index + 1);
    }
    const names = sql.join(columns.map(({ heading }) => literal.name(heading)));
    return await ctx.facts.bytes(sql`SELECT ${names} FROM ${sql.id(stage)} ORDER BY __part, __row`, "Parquet", {
      settings: { optimize_read_in_order: 1, max_threads: 2 },
    });
  } finally {
    await ctx.facts.run(sql`DROP TABLE IF EXISTS ${sql.id(stage)}`, { lane: "heavy" });
  }
}

function selectSql(columns: Sql, from: Sql): Sql {
  return sql`
    SELECT ${columns}
    ${from}
  `;
}

/** A table with the columns of a SELECT. */
function emptyTableSql(table: string, select: Sql): Sql {
  return sql`
    CREATE TABLE ${sql.id(table)} ENGINE = MergeTree ORDER BY (__part, __row) AS
    ${select}
    LIMIT 0
  `;
}

/** Numbers and yes/no are written unquoted. */
function csvCell(kind: CellKind, typed: Sql, printed: Sql): Sql {
  if (kind === "text") return sql`nullIf(${guardedSql(printed)}, '')`;
  return kind === "time" || kind === "date" ? printed : typed;
}

async function workbookOut(ctx: Ctx, { name, columns, parts }: Out, { signal, onPart }: HowToWrite, path: string): Promise<void> {
  const cells = sql.join(columns.map(({ printed }) => sql`ifNull(${printed}, '')`));
  const codes = columns.flatMap(({ heading, code }) => (code === undefined ? [] : [[heading, code] as const]));
  const book = await writeWorkbook(path, { name, columns, codes });
  try {
    for (const [index, from] of parts.entries()) {
      const stream = await ctx.facts.bytes(selectSql(cells, from), "TabSeparated", { ...RUN, ...(signal && { signal }) });
      for await (const row of rowsOf(stream)) {
        const waiting = book.row(row);
        if (!waiting) continue;
        await waiting;
        signal?.throwIfAborted();
      }
      onPart?.(index + 1);
    }
    await book.end();
  } catch (error) {
    await book.abandon();
    throw error;
  }
}

/** Splits tab-separated text of the engine into unescaped rows. */
async function* rowsOf(stream: Readable): AsyncGenerator<string[]> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.write(chunk)).split("\n");
    rest = lines.pop()!;
    for (const line of lines) yield cellsOf(line);
  }
  if (rest !== "") yield cellsOf(rest);
}

function cellsOf(line: string): string[] {
  const cells = line.split("\t");
  return line.includes("\\") ? cells.map(unescaped) : cells;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "0": "\0", "'": "'", "\\": "\\" };

function unescaped(cell: string): string {
  return cell.includes("\\") ? cell.replace(/\\(.)/gs, (_, sign: string) => ESCAPES[sign] ?? sign) : cell;
}
