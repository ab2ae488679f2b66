import type { Filled } from "./fills.ts";
import { takeNumbers, literal, type Ctx } from "../engine/index.ts";

const newest = (field: Filled): string => `argMax(tuple(${field}), (received, batch)).1 AS ${field}`;

/** What is known of a product now: its newest row, one a SKU. @param where SQL over the rows of `products` */
export function knownProductsSql(where = "1"): string {
  return `SELECT sku, ${(["title", "brand", "category", "price"] as const).map(newest).join(", ")} FROM products WHERE ${where} GROUP BY sku`;
}

/** A product; the price is a decimal as text. */
export type Product = { readonly sku: string } & Readonly<Record<Filled, string | null>>;

/** Counts the changes of products, so that every process notices those of others. */
const VERSION_COUNTER = "products";
/** So many SKUs are remembered, known or not; then it begins anew. */
const MOST = 50_000;
/** So many are asked for in one statement. */
const AT_ONCE = 10_000;

interface Remembered {
  readonly version: number;
  /** Null: there is no such product. */
  readonly products: Map<string, Product | null>;
}

const remembered = new WeakMap<Ctx["facts"], Remembered>();

/** After products were added or taken back; what is filled in from then on is by the new ones, in every process. */
export async function productsChanged({ records }: Pick<Ctx, "records">): Promise<void> {
  await takeNumbers(records, VERSION_COUNTER, 1);
}

/**
 * Products by SKU as they are now; those that nobody knows are absent. Costs one look at the records, and one statement for ten thousand SKUs that
 * were not asked for before.
 */
export async function knownProducts(ctx: Pick<Ctx, "records" | "facts">, skus: ReadonlySet<string>): Promise<ReadonlyMap<string, Product>> {
  const row = await ctx.records.selectFrom("counters").select("value").where("name", "=", VERSION_COUNTER).executeTakeFirst();
  const version = Number(row?.value ?? 0);
  // Nobody has ever brought products.
  if (version === 0) return new Map();
  let held = remembered.get(ctx.facts);
  if (held?.version !== version || held.products.size + skus.size > MOST)
    remembered.set(ctx.facts, (held = { version, products: new Map<string, Product | null>() }));
  const { products } = held;
  const missing = [...skus].filter((sku) => !products.has(sku));
  for (let from = 0; from < missing.length; from += AT_ONCE) {
    const asked = missing.slice(from, from + AT_ONCE);
    const rows = await ctx.facts.rows<Product>(`${knownProductsSql(`sku IN (${asked.map(literal.text).join(", ")})`)} ORDER BY sku`, {
      lane: "ingest",
      settings: { max_query_size: 100_000_000, max_threads: 1 },
    });
    for (const sku of asked) products.set(sku, null);
    for (const product of rows) products.set(product.sku, product);
  }
  return new Map([...skus].flatMap((sku) => (products.get(sku) ? [[sku, products.get(sku)!] as const] : [])));
}
