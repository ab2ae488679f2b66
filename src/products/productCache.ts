import type { Filled } from "./productFields.ts";
import { cacheKind, literal, raiseVersion, versionOf, type Ctx, type Stores, sql, type Sql } from "../engine/index.ts";

const newest = (field: Filled): Sql => sql`argMax(tuple(${sql.id(field)}), (received, batch)).1 AS ${sql.id(field)}`;

/** The present data of products: the newest row for each SKU. @param where an SQL condition over `products` */
export function currentProductsSql(where = sql`1`): Sql {
  return sql`
    SELECT sku, ${sql.join((["title", "brand", "category", "price"] as const).map(newest))}
    FROM products
    WHERE ${where}
    GROUP BY sku
  `;
}

/** A product; its price is a decimal as text. */
export type Product = { readonly sku: string } & Readonly<Record<Filled, string | null>>;

/** The cache holds this many SKUs, with or without a product; then it starts empty. */
const MAX_CACHED_SKUS = 50_000;
/** SKUs in one statement. */
const STATEMENT_SKUS = 10_000;

interface CachedProducts {
  readonly version: number;
  /** Null when there is no such product. */
  readonly products: Map<string, Product | null>;
}

const PRODUCTS = cacheKind<CachedProducts>("intake.products", "version");

/** Call after products were added or undone: every process then drops its cache and fills in the new data. */
export async function productsChanged({ records }: Pick<Ctx, "records">): Promise<void> {
  await raiseVersion(records, "products");
}

/**
 * The present products by SKU; SKUs without a product are absent. Costs one look-up in the records, and one statement for every ten
 * thousand SKUs that are not cached.
 */
export async function currentProducts(ctx: Stores, skus: ReadonlySet<string>): Promise<ReadonlyMap<string, Product>> {
  const version = await versionOf(ctx, "products");
  // No products were ever imported.
  if (version === 0) return new Map();
  let cached = ctx.caches.get(PRODUCTS);
  if (cached?.version !== version || cached.products.size + skus.size > MAX_CACHED_SKUS)
    ctx.caches.set(PRODUCTS, (cached = { version, products: new Map<string, Product | null>() }));
  const { products } = cached;
  const missing = [...skus].filter((sku) => !products.has(sku));
  for (let from = 0; from < missing.length; from += STATEMENT_SKUS) {
    const asked = missing.slice(from, from + STATEMENT_SKUS);
    const rows = await ctx.facts.rows<Product>(
      sql`${currentProductsSql(sql`sku IN (${sql.join(asked.map(literal.text))})`)} ORDER BY sku`,
      {
        lane: "ingest",
        settings: { max_query_size: 100_000_000, max_threads: 1 },
      },
    );
    for (const sku of asked) products.set(sku, null);
    for (const product of rows) products.set(product.sku, product);
  }
  return new Map([...skus].flatMap((sku) => (products.get(sku) ? [[sku, products.get(sku)!] as const] : [])));
}
