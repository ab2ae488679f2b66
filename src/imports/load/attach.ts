import { literal } from "../../engine/index.ts";
import type { Work } from "./work.ts";

/**
 * Makes an empty staging table of the structure of `like` with only the `columns` that will be written: parts that lack the others
 * are linked in as if those had been added later, and nobody pays for columns of nothing.
 */
export async function stageLike(
  { ctx, run }: Work,
  stage: string,
  like: "events" | "attribute_values",
  columns: readonly string[],
): Promise<void> {
  await ctx.facts.run(`CREATE TABLE ${stage} AS ${like}`, run);
  const found = await ctx.facts.rows<{ name: string; computed: number }>(
    `SELECT name, default_expression != '' AS computed FROM system.columns
    WHERE database = currentDatabase() AND table = ${literal.text(stage)} ORDER BY computed DESC, position`,
  );
  // What is computed from other columns goes before them.
  const idle = found.filter(({ name }) => !columns.includes(name)).map(({ name }) => `DROP COLUMN ${literal.name(name)}`);
  if (idle.length > 0) await ctx.facts.run(`ALTER TABLE ${stage} ${idle.join(", ")}`, run);
}

/**
 * Makes the rows of a staging table part of a table of its structure, all at once: its parts are linked in, nothing is copied.
 * Columns that the table got since the stage was made are added to the stage first.
 */
export async function attach({ ctx, run }: Work, stage: string, into: "events" | "attribute_values"): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await addMissingColumns(ctx.facts, stage, into);
    try {
      await ctx.facts.run(`ALTER TABLE ${into} ATTACH PARTITION tuple() FROM ${stage}`, run);
      return;
    } catch (error) {
      // The catalogue may have added a column in between; twice in a row it is something else.
      if (attempt === 3 || !(await addMissingColumns(ctx.facts, stage, into))) throw error;
    }
  }
}

async function addMissingColumns(facts: Work["ctx"]["facts"], stage: string, into: string): Promise<boolean> {
  const columns = await facts.rows<{ name: string; type: string; kind: string; expression: string }>(
    `SELECT name, type, default_kind AS kind, default_expression AS expression FROM system.columns
    WHERE database = currentDatabase() AND table = ${literal.text(into)}
      AND name NOT IN (SELECT name FROM system.columns WHERE database = currentDatabase() AND table = ${literal.text(stage)})
    ORDER BY position`,
  );
  if (columns.length === 0) return false;
  const added = columns.map(
    ({ name, type, kind, expression }) => `ADD COLUMN ${literal.name(name)} ${type}${kind === "DEFAULT" ? ` DEFAULT ${expression}` : ""}`,
  );
  await facts.run(`ALTER TABLE ${stage} ${added.join(", ")}`);
  return true;
}
