import { ProductField, type Mapping } from "../../contract/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import { problem, type Issue, type NumberFormat } from "../../kernel/index.ts";
import { cleanSql, type Lets, type RowFault, textOf } from "../../mapping/index.ts";
import type { StagedFile } from "../../files/index.ts";
import { currentProductsSql, productsChanged } from "../../products/index.ts";
import { GOOD, stamp, type MappedRows } from "./mapRows.ts";
import type { Work } from "./work.ts";
import { compilePart, type Part } from "../plan/expressions.ts";
import { findNumberFormats } from "../plan/numberFormat.ts";
import { readableRows } from "../plan/rows.ts";
import { storedAs } from "../plan/store.ts";

const KINDS: Readonly<Record<ProductField, string>> = {
  sku: "String",
  title: "Nullable(String)",
  brand: "Nullable(String)",
  category: "Nullable(String)",
  price: "Nullable(Decimal(18, 6))",
};
const MAX_TEXT_CHARACTERS = 512;

/** A staging table of the file's rows as products, with the fault of each. @throws INPUT_INVALID */
export async function mapProducts(
  { ctx, run, table }: Work,
  source: StagedFile,
  mapping: Mapping,
  parts: ReadonlyMap<string, Part>,
  lets: Lets,
): Promise<MappedRows> {
  const issues: Issue[] = [];
  const within = { scope: source.scope, timezone: mapping.timezone ?? ctx.workspace.timezone, lets };
  const price = await priceFormat(ctx, source, parts, within, run);
  const columns = ProductField.options.map((field): { field: ProductField; sql: Sql; faults: readonly RowFault[] } => {
    const part = parts.get(`products.${field}`);
    const value = part && compilePart(part, within, issues);
    if (!value) return { field, sql: sql`NULL`, faults: [] };
    if (field === "price") {
      const number = storedAs(
        value.type === "text" ? { ...value, numbers: price } : value,
        "number",
        { kind: "iso" },
        within.timezone,
        lets,
      );
      if (number) return { field, ...number };
    } else {
      const text = textOf(value);
      if (text)
        return {
          field,
          sql: sql`nullIf(substringUTF8(${text.clean ? text.sql : cleanSql(text.sql)}, 1, ${literal.integer(MAX_TEXT_CHARACTERS)}), '')`,
          faults: text.faults,
        };
    }
    issues.push({ code: "TYPE_WRONG", path: part.path, zh: "这里不能是列表", en: "a list does not fit here" });
    return { field, sql: sql`NULL`, faults: [] };
  });
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  const checks = [
    ...source.faults.map((fault) => ({ ...fault, where: undefined })),
    ...columns.flatMap(({ field, faults }) => faults.map((fault) => ({ ...fault, where: `products.${field}` }))),
    { reason: "SKU_MISSING" as const, when: sql`isNull(${columns[0]!.sql})`, where: undefined },
  ];
  const bad = sql`multiIf(${sql.join(checks.map(({ when }, index) => sql`(${when}), ${literal.integer(index + 1)}`))}, 0)`;
  const name = table("rows");
  const kinds = sql.join(columns.map(({ field }) => sql`${sql.id(field)} ${literal.type(KINDS[field])}`));
  await ctx.facts.run(sql`CREATE TABLE ${sql.id(name)} (_row UInt64, bad UInt16, ${kinds}) ENGINE = MergeTree ORDER BY _row`, run);
  const selected = columns.map(({ field, sql: statement }) =>
    field === "sku" ? sql`ifNull(${statement}, '') AS p_sku` : sql`${statement} AS p_${sql.id(field)}`,
  );
  const where = source.blank ? sql` WHERE NOT (${source.blank})` : sql.empty;
  await ctx.facts.run(
    sql`
      INSERT INTO ${sql.id(name)}
      SELECT _row, ${bad}, ${sql.join(selected)}
      FROM ${lets.wrap(source.from())}${where}
    `,
    run,
  );
  return { table: name, reasons: checks.map(({ reason, where: at }) => ({ code: reason, where: at })) };
}

/** The number format of the prices, from the mapping or from the column. @throws NUMBER_AMBIGUOUS */
async function priceFormat(
  ctx: Pick<Work["ctx"], "facts">,
  source: StagedFile,
  parts: ReadonlyMap<string, Part>,
  within: Parameters<typeof compilePart>[1],
  run: Work["run"],
): Promise<NumberFormat> {
  const part = parts.get("products.price");
  const value = part && compilePart(part, within, []);
  if (value?.type !== "text" || value.numbers) return value?.type === "text" && value.numbers ? value.numbers : "1,234.56";
  const [found] = await findNumberFormats(readableRows(ctx, source, within.lets, run), [value.sql]);
  if (found!.sample !== undefined) throw problem("NUMBER_AMBIGUOUS", { column: part!.source, path: part!.path, sample: found!.sample });
  return found!.format;
}

const FIELDS = ProductField.options.filter((field) => field !== "sku").map(sql.id);

/** Adds the good rows that change a product. Of several rows of a SKU, the last one counts. A field that the file lacks keeps its value. */
export async function addProducts(work: Work, rows: MappedRows): Promise<number> {
  const { ctx, run } = work;
  const stated = sql.join(FIELDS.map((field) => sql`${field} AS n_${field}`));
  const storedFields = sql.join(FIELDS.map((field) => sql`${field} AS k_${field}`));
  const merged = sql.join(FIELDS.map((field) => sql`coalesce(n_${field}, k_${field})`));
  const storedNames = sql.join(FIELDS.map((field) => sql`k_${field}`));
  const changed = sql`
    SELECT n.sku, ${stamp(work)}, ${merged}
    FROM (
      SELECT sku, ${stated}
      FROM ${sql.id(rows.table)}
      WHERE ${GOOD}
      ORDER BY _row DESC
      LIMIT 1 BY sku
    ) AS n
    LEFT JOIN (
      SELECT sku, 1 AS known, ${storedFields}
      FROM (
        ${currentProductsSql()}
      )
    ) AS k ON n.sku = k.sku
    WHERE k.known = 0 OR toJSONString(tuple(${merged})) != toJSONString(tuple(${storedNames}))
  `;
  await ctx.facts.run(sql`INSERT INTO products (sku, received, batch, ${sql.join(FIELDS)}) ${changed}`, run);
  await productsChanged(ctx);
  const [row] = await ctx.facts.rows<{ n: string }>(
    sql`
      SELECT count() AS n
      FROM products
      WHERE batch = ${literal.integer(work.batch)}
    `,
    run,
  );
  return Number(row!.n);
}
