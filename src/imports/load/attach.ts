import { literal, sql } from "../../engine/index.ts";
import type { Work } from "./work.ts";

/**
 * Creates an empty staging table like `like` with only the `columns` that will be written. Its parts can still be attached, as if the other
 * columns were added later. Columns without values then cost nothing.
 */
export async function stageLike(
  { ctx, run }: Work,
  stage: string,
  like: "events" | "attribute_values",
  columns: readonly string[],
): Promise<void> {
  await ctx.facts.run(sql`CREATE TABLE ${sql.id(stage)} AS ${sql.id(like)}`, run);
  const found = await ctx.facts.rows<{ name: string; computed: number }>(
    sql`
      SELECT name, default_expression != '' AS computed
      FROM system.columns
      WHERE database = currentDatabase() AND table = ${literal.text(stage)}
      ORDER BY computed DESC, position
    `,
  );
  // A computed column comes after the columns that it needs.
  const idle = found.filter(({ name }) => !columns.includes(name)).map(({ name }) => sql`DROP COLUMN ${literal.name(name)}`);
  if (idle.length > 0) await ctx.facts.run(sql`ALTER TABLE ${sql.id(stage)} ${sql.join(idle)}`, run);
}

/**
 * Attaches the parts of a staging table to a table of the same structure, all at once and without copying. Columns that the table got
 * meanwhile are first added to the stage.
 */
export async function attach({ ctx, run }: Work, stage: string, into: "events" | "attribute_values"): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await addMissingColumns(ctx.facts, stage, into);
    try {
      await ctx.facts.run(sql`ALTER TABLE ${sql.id(into)} ATTACH PARTITION tuple() FROM ${sql.id(stage)}`, run);
      return;
    } catch (error) {
      // The catalogue may have added a column in between. A second failure has another cause.
      if (attempt === 3 || !(await addMissingColumns(ctx.facts, stage, into))) throw error;
    }
  }
}

async function addMissingColumns(facts: Work["ctx"]["facts"], stage: string, into: string): Promise<boolean> {
  const columns = await facts.rows<{ name: string; type: string; kind: string; expression: string }>(
    sql`
      SELECT name, type, default_kind AS kind, default_expression AS expression
      FROM system.columns
      WHERE database = currentDatabase()
        AND table = ${literal.text(into)}
        AND name NOT IN (
          SELECT name
          FROM system.columns
          WHERE database = currentDatabase() AND table = ${literal.text(stage)}
        )
      ORDER BY position
    `,
  );
  if (columns.length === 0) return false;
  const added = columns.map(
    ({ name, type, kind, expression }) =>
      sql`ADD COLUMN ${literal.name(name)} ${literal.type(type)}${kind === "DEFAULT" ? sql` DEFAULT ${literal.columnDefault(expression)}` : sql.empty}`,
  );
  await facts.run(sql`ALTER TABLE ${sql.id(stage)} ${sql.join(added)}`);
  return true;
}
