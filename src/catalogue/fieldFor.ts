import { LOCKS, type Ctx, sql } from "../engine/index.ts";
import { addColumns, columnType, freeField } from "./fields.ts";
import type { FieldType } from "./types.ts";

/** Two that allocate columns at one moment, in whichever process, would give one name to two properties. */
export const COLUMNS_LOCK = "catalogue.columns";

/** The column of a property with a type; added when there is none. A crash in between leaves only an unused column. */
export async function fieldFor(ctx: Pick<Ctx, "records" | "facts" | "caches">, property: string, type: FieldType): Promise<string> {
  const work = () => allocate(ctx, property, type);
  return ctx.caches.get(LOCKS)?.hold(COLUMNS_LOCK, work) ?? work();
}

async function allocate(ctx: Pick<Ctx, "records" | "facts">, property: string, type: FieldType): Promise<string> {
  const existing = await ctx.records
    .selectFrom("fields")
    .select("field")
    .where("property", "=", property)
    .where("type", "=", type)
    .executeTakeFirst();
  if (existing) return existing.field;
  const columns = await ctx.facts.rows<{ name: string; type: string }>(
    sql`
      SELECT name, type
      FROM system.columns
      WHERE database = currentDatabase() AND table = 'events'
      ORDER BY position
    `,
  );
  const types = new Map(columns.map((column) => [column.name, column.type]));
  const fields = await ctx.records.selectFrom("fields").select("field").execute();
  const used = new Set(fields.map(({ field }) => field));
  const kind = columnType(property, type);
  const field = freeField(property, { has: (name) => used.has(name) || (types.get(name) ?? kind) !== kind });
  await ctx.facts.run(addColumns([{ field, property, type }]));
  await ctx.records.insertInto("fields").values({ field, property, type }).execute();
  return field;
}
