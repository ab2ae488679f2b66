import { type Ctx, sql } from "../engine/index.ts";
import { addColumns } from "./fields.ts";
import type { FieldType } from "./types.ts";

/**
 * Adds columns that the records have and the fact store lacks, as after restoring an older copy of the facts. Called at every start; does
 * nothing when none is missing. Returns the fields that were added.
 */
export async function repairFields({ ctx }: { ctx: Pick<Ctx, "records" | "facts" | "caches"> }): Promise<string[]> {
  const fields = await ctx.records.selectFrom("fields").selectAll().orderBy("field").execute();
  const columns = await ctx.facts.rows<{ name: string }>(
    sql`
      SELECT name
      FROM system.columns
      WHERE database = currentDatabase() AND table = 'events'
      ORDER BY name
    `,
  );
  const present = new Set(columns.map(({ name }) => name));
  const missing = fields.filter(({ field }) => !present.has(field));
  if (missing.length > 0) {
    await ctx.facts.run(addColumns(missing.map(({ field, property, type }) => ({ field, property, type: type as FieldType }))));
  }
  return missing.map(({ field }) => field);
}
