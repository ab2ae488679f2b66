import { z } from "zod";
import { readCursor, writeCursor, type ProductShape } from "../contract/index.ts";
import { instantOfFacts, literal, type Verb, sql, type Sql } from "../engine/index.ts";
import { formatInstant, requirePermission } from "../kernel/index.ts";
import { currentProductsSql, type Product } from "./productCache.ts";

const Place = z.object({ sku: z.string() });

export interface ListProducts {
  /** Part of the SKU, title, brand or category, in any case. All products when absent or blank. */
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The present products, ordered by SKU; the total counts all matches. @throws CURSOR_INVALID */
export async function listProducts({
  ctx,
  input,
}: Verb<ListProducts>): Promise<{ items: ProductShape[]; next: string | null; total: number }> {
  requirePermission(ctx, "tag.read");
  const after = readCursor("products", Place, input.cursor)?.sku;
  const q = (input.q ?? "").trim().toWellFormed();
  const has = (column: Sql) => sql`positionCaseInsensitiveUTF8(${column}, ${literal.text(q)}) > 0`;
  const like =
    q === "" ? sql`1` : sql.join([sql`sku`, sql`ifNull(title, '')`, sql`ifNull(brand, '')`, sql`ifNull(category, '')`].map(has), " OR ");
  const found = sql`
    SELECT k.*, seen
    FROM (${currentProductsSql()}) AS k
    INNER JOIN (SELECT sku, max(received) AS seen FROM products GROUP BY sku) AS s USING (sku)
    WHERE ${like}
  `;
  const rows = await ctx.facts.rows<Product & { seen: string }>(
    sql`
      SELECT *
      FROM (${found}) ${after === undefined ? sql.empty : sql`WHERE sku > ${literal.text(after)} `}
      ORDER BY sku
      LIMIT ${literal.integer(input.limit + 1)}
    `,
  );
  const [count] = await ctx.facts.rows<{ total: string }>(sql`SELECT count() AS total FROM (${found})`);
  const shown = rows.slice(0, input.limit);
  return {
    items: shown.map(({ sku, title, brand, category, price, seen }) => ({
      sku,
      title,
      brand,
      category,
      price,
      updatedAt: formatInstant(instantOfFacts(seen)),
    })),
    next: rows.length > shown.length ? writeCursor("products", { sku: shown.at(-1)!.sku }) : null,
    total: Number(count!.total),
  };
}
