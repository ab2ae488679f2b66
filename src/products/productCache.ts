import type { Filled } from "./productFields.ts";
import { cacheKind, literal, raiseVersion, versionOf, type Ctx, type Stores } from "../engine/index.ts";

const newest = (field: Filled): string => `argMax(tuple(${field}), (received, batch)).1 AS ${field}`;

/** What is known of a product now: its newest row, one a SKU. @param where SQL over the rows of `products` */
export function currentProductsSql(where = "1"): string {
  return `SELECT sku, ${(["title", "brand", "category", "price"] as const).map(newest).join(", ")} FROM products WHERE ${where} GROUP BY sku`;
}

/** A product; the price is a decimal as text. */
export type Product = { readonly sku: string } & Readonly<Record<Filled, string | null>>;

/** So many SKUs are remembered, known or not; then it begins anew. */
const MAX_CACHED_SKUS = 50_000;
/** So many are asked for in one statement. */
const STATEMENT_SKUS = 10_000;

interface CachedProducts {
  readonly version: number;
  /** Null: there is no such product. */
  readonly products: Map<string, Product | null>;
}

const PRODUCTS = cacheKind<CachedProducts>("intake.products", "version");

/** After products were added or taken back; what is filled in from then on is by the new ones, in every process. */
export async function productsChanged({ records }: Pick<Ctx, "records">): Promise<void> {
  await raiseVersion(records, "products");
}

/**
 * Products by SKU as they are now; those that nobody knows are absent. Costs one look at the records, and one statement for ten thousand SKUs that
 * were not asked for before.
 */
export async function currentProducts(ctx: Stores, skus: ReadonlySet<string>): Promise<ReadonlyMap<string, Product>> {
  const version = await versionOf(ctx, "products");
  // Nobody has ever brought products.
  if (version === 0) return new Map();
  let cached = ctx.caches.get(PRODUCTS);
  if (cached?.version !== version || cached.products.size + skus.size > MAX_CACHED_SKUS)
    ctx.caches.set(PRODUCTS, (cached = { version, products: new Map<string, Product | null>() }));
  const { products } = cached;
  const missing = [...skus].filter((sku) => !products.has(sku));
  for (let from = 0; from < missing.length; from += STATEMENT_SKUS) {
    const asked = missing.slice(from, from + STATEMENT_SKUS);
    const rows = await ctx.facts.rows<Product>(`${currentProductsSql(`sku IN (${asked.map(literal.text).join(", ")})`)} ORDER BY sku`, {
      lane: "ingest",
      settings: { max_query_size: 100_000_000, max_threads: 1 },
    });
    for (const sku of asked) products.set(sku, null);
    for (const product of rows) products.set(product.sku, product);
  }
  return new Map([...skus].flatMap((sku) => (products.get(sku) ? [[sku, products.get(sku)!] as const] : [])));
}
