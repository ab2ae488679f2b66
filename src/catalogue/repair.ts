import type { Ctx } from "../engine/index.ts";
import { addColumns } from "./fields.ts";
import type { FieldType } from "./types.ts";

/**
 * Adds the columns that the records know and the fact store lacks: after an older copy of the facts was put back. Called at
 * every start; a no-op when nothing is missing. Answers the fields that were added.
 */
export async function repairFields({ ctx }: { ctx: Pick<Ctx, "records" | "facts" | "caches"> }): Promise<string[]> {
  const fields = await ctx.records.selectFrom("fields").selectAll().orderBy("field").execute();
  const columns = await ctx.facts.rows<{ name: string }>(
    "SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'events' ORDER BY name",
  );
  const present = new Set(columns.map(({ name }) => name));
  const missing = fields.filter(({ field }) => !present.has(field));
  if (missing.length > 0) {
    await ctx.facts.run(addColumns(missing.map(({ field, property, type }) => ({ field, property, type: type as FieldType }))));
  }
  return missing.map(({ field }) => field);
}
