import { findEvent, readCatalogue } from "../../catalogue/index.ts";
import { literal, sql } from "../../engine/index.ts";
import type { Work } from "./work.ts";
import type { ImportPlan, Target } from "../plan/importPlan.ts";
import { fillsOf, KEYS, currentProductsSql, typeOf } from "../../products/index.ts";

/**
 * Fills properties that the event rows lack from the products: a row with a SKU and no category gets the category. A value in the file
 * wins. The hash ignores filled values, so the same file stays the same events (hash.ts).
 */
export async function withProducts(work: Work, plan: ImportPlan): Promise<ImportPlan> {
  const { ctx, run } = work;
  const key = KEYS.map((code) => plan.properties.find((each) => each.code === code && each.type === "text")).find(Boolean);
  if (!key) return plan;
  const catalogue = await readCatalogue({ ctx });
  const events = plan.events.flatMap((event) => findEvent(catalogue, event) ?? []);
  const wanted = fillsOf(events, (property) => plan.properties.some(({ code }) => code === property));
  if (wanted.length === 0) return plan;
  const [row] = await ctx.facts.rows<{ n: string }>(sql`SELECT count() AS n FROM (SELECT 1 FROM products LIMIT 1)`, run);
  if (row!.n === "0") return plan;
  const productTable = work.table("products");
  await ctx.facts.run(
    sql`CREATE TABLE ${sql.id(productTable)} (sku String, title Nullable(String), brand Nullable(String), category Nullable(String), price Nullable(Decimal(18, 6))) ENGINE = Join(ANY, LEFT, sku)`,
    run,
  );
  await ctx.facts.run(
    sql`
      INSERT INTO ${sql.id(productTable)}
      SELECT sku, title, brand, category, price
      FROM (${currentProductsSql()})
    `,
    run,
  );
  const filled = wanted.map(({ field, code }): Target => {
    const type = typeOf(field);
    return {
      code,
      path: `properties.${code}`,
      type,
      column: `f_${field}`,
      kind: type === "number" ? "Nullable(Decimal(18, 6))" : "Nullable(String)",
      sql: sql`joinGetOrNull(${literal.text(productTable)}, ${literal.text(field)}, ifNull(${key.sql}, ''))`,
      faults: [],
      filled: true,
    };
  });
  return { ...plan, properties: [...plan.properties, ...filled] };
}
