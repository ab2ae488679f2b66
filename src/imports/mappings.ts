import type { z } from "zod";
import { audit } from "../access/index.ts";
import type { SavedMapping } from "../contract/index.ts";
import { columnsOfMapping } from "../contract/index.ts";
import type { Ctx, Verb } from "../engine/index.ts";
import { formatInstant, newId, problem, requirePermission, unusableTexts } from "../kernel/index.ts";
import { readMapping } from "./plan/mapping.ts";

type Saved = z.output<typeof SavedMapping>;

/** All saved mappings. */
export async function listMappings({ ctx }: { readonly ctx: Ctx }): Promise<{ items: Saved[] }> {
  requirePermission(ctx, "data.import");
  return { items: await all(ctx) };
}

/**
 * Saves a mapping under a name, for files with the same headings. A mapping with the same name is replaced.
 * @throws INPUT_INVALID, TEXT_UNUSABLE
 */
export async function saveMapping({
  ctx,
  input,
}: Verb<{ readonly name: string; readonly headings: readonly string[]; readonly mapping?: unknown }>): Promise<Saved> {
  requirePermission(ctx, "data.import");
  if (unusableTexts(input).length > 0) throw problem("TEXT_UNUSABLE", {});
  readMapping(input.mapping);
  const { name } = input;
  const row = {
    headings: JSON.stringify(input.headings),
    mapping: JSON.stringify(input.mapping),
    created_by: ctx.actor.name,
    updated_at: new Date(ctx.clock()),
  };
  await ctx.records.transaction().execute(async (tx) => {
    await tx
      .insertInto("import_mappings")
      .values({ id: newId(ctx.clock()), name, ...row })
      .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
      .execute();
    await audit(tx, ctx, "mapping.save", { name });
  });
  return (await all(ctx)).find((each) => each.name === name)!;
}

/** @throws NOT_FOUND */
export async function deleteMapping({ ctx, input: { name } }: Verb<{ readonly name: string }>): Promise<{ ok: true }> {
  requirePermission(ctx, "data.import");
  await ctx.records.transaction().execute(async (tx) => {
    const gone = await tx.deleteFrom("import_mappings").where("name", "=", name).returning("id").executeTakeFirst();
    if (!gone) throw problem("NOT_FOUND", { what: `mapping ${name}` });
    await audit(tx, ctx, "mapping.delete", { name });
  });
  return { ok: true };
}

/** Saved mappings for these headings, newest first. Mappings that can be shown column by column come before the others. */
export async function mappingsFor(ctx: Ctx, names: readonly string[]): Promise<Saved[]> {
  const wanted = canonical(names);
  const fitting = (await all(ctx)).filter(({ headings }) => canonical(headings) === wanted);
  const rank = (saved: Saved): number => (columnsOfMapping(names, saved.mapping as never) ? 0 : 1);
  return fitting.toSorted((a, b) => rank(a) - rank(b));
}

/** The order of headings does not matter. */
function canonical(names: readonly string[]): string {
  return JSON.stringify(names.map((name) => name.trim()).toSorted());
}

async function all(ctx: Ctx): Promise<Saved[]> {
  const rows = await ctx.records.selectFrom("import_mappings").selectAll().orderBy("updated_at", "desc").orderBy("name").execute();
  return rows.map(({ id, name, headings, mapping, created_by: createdBy, updated_at }) => ({
    id,
    name,
    headings,
    mapping,
    createdBy,
    updatedAt: formatInstant(updated_at.getTime()),
  }));
}
