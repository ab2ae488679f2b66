import { importedAmong } from "../../customers/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import type { Fresh } from "../../membership/index.ts";

/** Statements `cause, kind, name, customer`: whose rows are of these batches, and whether messages or an import brought them. */
export async function freshSql(ctx: Pick<Ctx, "records">, batches: readonly number[]): Promise<string[]> {
  if (batches.length === 0) return [];
  const imported = await importedAmong(ctx, batches);
  const list = (numbers: readonly number[]) => numbers.map(literal.integer).join(", ");
  const cause = imported.length === 0 ? "'event'" : `if(batch IN (${list(imported)}), 'import', 'event')`;
  const among = `batch IN (${list(batches)})`;
  return [
    `SELECT ${cause} AS cause, 'event' AS kind, event AS name, customer FROM events WHERE ${among}`,
    `SELECT ${cause} AS cause, 'attribute' AS kind, attribute AS name, customer FROM attribute_values WHERE ${among}`,
    `SELECT ${cause} AS cause, 'customer' AS kind, '' AS name, customer FROM customers WHERE ${among}`,
    // Whose rows came or went with an identity: everything of theirs may have changed.
    `SELECT 'merge' AS cause, 'customer' AS kind, '' AS name, customer FROM moved WHERE ${among}`,
  ];
}

/** The same for everybody together; null without batches. */
export async function freshReasons(ctx: Pick<Ctx, "records">, batches: readonly number[]): Promise<Fresh | null> {
  const parts = (await freshSql(ctx, batches)).map(
    (sql) =>
      `SELECT cause, toString(kind) AS kind, toString(name) AS name, groupBitmapState(customer) AS customers FROM (${sql}) GROUP BY cause, kind, name`,
  );
  return parts.length === 0 ? null : { sql: parts.join(" UNION ALL ") };
}
