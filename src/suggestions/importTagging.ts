import { IMPORTED } from "../assignments/index.ts";
import { literal, sql } from "../engine/index.ts";
import type { Tagging } from "../imports/index.ts";
import { eraseSuggestions } from "./eraseSuggestions.ts";

/** What imports do with tags; customers whom undoing an import removes take their suggestions along. */
export const IMPORT_TAGGING: Tagging = {
  ...IMPORTED,
  async forget(ctx, table) {
    await IMPORTED.forget(ctx, table);
    const rows = await ctx.records.selectFrom("suggestions").select("customer").distinct().orderBy("customer").execute();
    if (rows.length === 0) return;
    const gone = await ctx.facts.rows<{ customer: number }>(
      sql`
        SELECT DISTINCT customer
        FROM ${table}
        WHERE customer IN (${sql.join(rows.map(({ customer }) => literal.integer(Number(customer))))})
        ORDER BY customer
      `,
      { lane: "heavy", settings: { max_query_size: 1_000_000_000 } },
    );
    if (gone.length === 0) return;
    const numbers = gone.map(({ customer }) => customer);
    await ctx.records.transaction().execute((tx) => eraseSuggestions(tx, numbers));
  },
};
