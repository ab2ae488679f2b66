import { audit } from "../access/index.ts";
import type { ExportFormat } from "../contract/index.ts";
import { literal, type Ctx, sql, type Sql } from "../engine/index.ts";
import { requirePermission, type Lang } from "../kernel/index.ts";
import { withSelection } from "../segments/index.ts";
import { allColumns, columnsOf, type Range } from "./exportColumns.ts";
import { codeOf, headingsOf } from "./headings.ts";
import { FORMATS, streamOut, type Out } from "./write.ts";
import type { Readable } from "node:stream";

export interface ExportInput {
  /** A combination of tags. Default: all customers. */
  readonly where?: string | undefined;
  readonly format: ExportFormat;
  /** bom: a CSV file begins with the byte-order mark, from which Excel detects UTF-8. */
  readonly mark?: "none" | "bom" | undefined;
  /** The headings. Default: codes; in a workbook, names in the reader's language. */
  readonly headings?: "codes" | Lang | undefined;
  /** Comma-separated; default: customer, name, every identity platform, tags. */
  readonly columns?: string | undefined;
  /** Customers of one statement. Their joined values are kept in memory. */
  readonly partRows?: number | undefined;
}

export interface Exported {
  readonly stream: Readable;
  readonly contentType: string;
  readonly fileName: string;
}

/**
 * Streams the customers of a combination (default: all) with the columns asked for. Personal data is masked for actors who may not see it.
 * A text that a spreadsheet would read as a formula is escaped.
 * @throws EXPORT_COLUMN, COMBINATION_SYNTAX, COMBINATION_UNKNOWN
 */
export async function exportCustomers({ ctx, input }: { ctx: Ctx; input: ExportInput }): Promise<Exported> {
  requirePermission(ctx, "data.export");
  const stream = await withCustomers(ctx, input, ({ out }) => streamOut(ctx, out, { format: input.format, mark: input.mark === "bom" }));
  await auditExport(ctx, input);
  const { contentType, ending } = FORMATS[input.format];
  return { stream, contentType, fileName: `customers.${ending}` };
}

/** The columns of an export of customers, to choose from. */
export async function listExportColumns({ ctx }: { ctx: Ctx }): Promise<{
  items: { code: string; zh: string; en: string; usual: boolean; masked: boolean }[];
}> {
  requirePermission(ctx, "data.export");
  const columns = await allColumns(ctx);
  return { items: columns.map(({ code, name, usual, masked }) => ({ code, ...name, usual, masked })) };
}

const PART_ROWS = 100_000;

/** The customers of a combination as a table to write, and their number. */
export async function withCustomers<T>(
  ctx: Ctx,
  input: ExportInput,
  use: (found: { readonly out: Out; readonly rows: number }) => Promise<T>,
): Promise<T> {
  const columns = await columnsOf(ctx, input.columns);
  const as = input.headings ?? (input.format === "xlsx" ? ctx.lang : "codes");
  const headings = headingsOf(columns, as, input.format);
  return withChosen(ctx, input.where, async (chosen) => {
    const { rows, ranges } = await rangesOf(ctx, chosen, input.partRows ?? PART_ROWS);
    const parts = ranges.map((range) => {
      const joins = columns.flatMap(({ join }) => join?.(range) ?? []);
      const among = sql`customer >= ${literal.integer(range.from)} AND customer < ${literal.integer(range.to)}`;
      return sql`
        FROM (SELECT customer FROM (${chosen}) WHERE ${among}) AS c
        ${sql.join(joins, "\n")}
        ORDER BY c.customer
      `;
    });
    const forPrograms = as === "codes" || input.format === "jsonl";
    const shown = columns.map((column, index) => ({
      sql: (input.format === "jsonl" && column.exact) || column.sql,
      printed: (forPrograms && input.format !== "xlsx" && column.exact) || column.printed,
      kind: column.kind,
      heading: headings[index]!,
      code: codeOf(column, input.format),
    }));
    return use({ out: { name: ctx.lang === "zh" ? "客户" : "Customers", columns: shown, parts }, rows });
  });
}

/** The first customer of each part. A part has a fixed number of the selected customers. */
async function rangesOf(ctx: Ctx, chosen: Sql, partRows: number): Promise<{ rows: number; ranges: Range[] }> {
  const found = await ctx.facts.rows<{ part: string; first: number; count: string }>(
    sql`
      SELECT intDiv(place, ${literal.integer(partRows)}) AS part, min(customer) AS first, count() AS count
      FROM (
        SELECT customer, rowNumberInAllBlocks() AS place
        FROM (SELECT customer FROM (${chosen}) ORDER BY customer)
      )
      GROUP BY part
      ORDER BY part
    `,
    { lane: "heavy", settings: { max_threads: 1 } },
  );
  const ranges = found.map(({ first }, index) => ({ from: first, to: found[index + 1]?.first ?? 2 ** 32 - 1 }));
  return { rows: found.reduce((sum, { count }) => sum + Number(count), 0), ranges: ranges.length > 0 ? ranges : [{ from: 0, to: 1 }] };
}

function withChosen<T>(ctx: Ctx, where: string | undefined, use: (chosen: Sql) => Promise<T>): Promise<T> {
  if (where === undefined) return use(sql`SELECT DISTINCT customer FROM customers`);
  return withSelection({ ctx, where }, ({ sql: selection }) =>
    use(sql`SELECT arrayJoin(bitmapToArray(selected)) AS customer FROM (${selection})`),
  );
}

export async function auditExport(ctx: Ctx, { where, columns, format }: ExportInput): Promise<void> {
  await ctx.records
    .transaction()
    .execute((tx) => audit(tx, ctx, "customer.export", { where: where ?? null, columns: columns ?? null, format }));
}
