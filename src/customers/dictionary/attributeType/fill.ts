import { presentSql, type FieldType } from "../../../catalogue/index.ts";
import { textLiteral as literal, type Ctx } from "../../../engine/index.ts";
import { columnOf, fateNumber, HEAVY, RAW, statedSql, withRaws } from "./raws.ts";

/** What identifies one statement of an attribute. */
const SAME = `(customer, at, batch, origin, ${RAW})`;
/** Rows are deleted by a patch: a mutation would write the projections of every part it touches again. */
const PATCH = { ...HEAVY, settings: { ...HEAVY.settings, lightweight_delete_mode: "lightweight_update" } };

/**
 * Copies the rows of an attribute that have no value in the type, with the value read as the type where possible. The original rows stay
 * until `tidy`, so that readers of the old type miss nothing. May run many times.
 */
export async function fill(ctx: Pick<Ctx, "facts" | "workspace">, attribute: string, type: FieldType): Promise<void> {
  const { facts } = ctx;
  await withRaws(ctx, { attribute, type, lacking: true }, async (table, different) => {
    if (different === 0) return;
    const names = await facts.rows<{ name: string }>(
      `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'attribute_values'
        AND default_kind NOT IN ('ALIAS', 'MATERIALIZED', 'EPHEMERAL') ORDER BY position`,
    );
    const columns = names.map(({ name }) => literal.name(name));
    const target = columnOf(type);
    // The original text is kept with the value: any later type is read from it.
    const selected = columns.map((name) => (name === target ? "m.value" : name === "text" || name === "`text`" ? "a.raw" : `a.${name}`));
    await facts.run(
      `INSERT INTO attribute_values (${columns.join(", ")}) SELECT ${selected.join(", ")} FROM (
         SELECT *, ${RAW} AS raw FROM ${statedSql(attribute)} AND NOT ${presentSql(type)}
           AND ${SAME} NOT IN (SELECT ${SAME} FROM ${statedSql(attribute)} AND ${presentSql(type)})
       ) AS a INNER JOIN (SELECT raw, value FROM ${table} WHERE fate = ${fateNumber("readable")}) AS m ON a.raw = m.raw`,
      HEAVY,
    );
  });
}

/** Deletes the rows that `fill` has copied. May run many times. */
export async function tidy({ facts }: Pick<Ctx, "facts">, attribute: string, type: FieldType): Promise<void> {
  const left = `attribute = ${literal.text(attribute)} AND NOT cleared AND NOT ${presentSql(type)}
    AND ${SAME} IN (SELECT ${SAME} FROM ${statedSql(attribute)} AND ${presentSql(type)})`;
  const [row] = await facts.rows<{ rows: string }>(`SELECT count() AS rows FROM attribute_values WHERE ${left}`, HEAVY);
  if (row!.rows !== "0") await facts.run(`DELETE FROM attribute_values WHERE ${left}`, PATCH);
}
