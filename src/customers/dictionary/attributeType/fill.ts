import { presentSql, STORED_TYPES, type FieldType } from "../../../catalogue/index.ts";
import { literal, type Ctx, sql } from "../../../engine/index.ts";
import { HEAVY, RAW, statedSql, withRaws } from "./raws.ts";

/** What identifies one statement of an attribute. */
const SAME = sql`(customer, at, batch, origin, ${RAW})`;
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
      sql`
        SELECT name
        FROM system.columns
        WHERE database = currentDatabase()
          AND table = 'attribute_values'
          AND default_kind NOT IN ('ALIAS', 'MATERIALIZED', 'EPHEMERAL')
        ORDER BY position
      `,
    );
    const { column } = STORED_TYPES[type];
    // The original text is kept with the value: any later type is read from it.
    const selected = names.map(({ name }) =>
      name === column ? sql`m.value` : name === "text" ? sql`a.raw` : sql`a.${literal.name(name)}`,
    );
    await facts.run(
      sql`
        INSERT INTO attribute_values (${sql.join(names.map(({ name }) => literal.name(name)))})
        SELECT ${sql.join(selected)}
        FROM (
          SELECT *, ${RAW} AS raw
          FROM ${statedSql(attribute)}
            AND NOT ${presentSql(type)}
            AND ${SAME} NOT IN (
              SELECT ${SAME}
              FROM ${statedSql(attribute)} AND ${presentSql(type)}
            )
        ) AS a
        INNER JOIN (
          SELECT raw, value
          FROM ${sql.id(table)}
          WHERE fate = 'readable'
        ) AS m ON a.raw = m.raw
      `,
      HEAVY,
    );
  });
}

/** Deletes the rows that `fill` has copied. May run many times. */
export async function tidy({ facts }: Pick<Ctx, "facts">, attribute: string, type: FieldType): Promise<void> {
  const left = sql`
    attribute = ${literal.text(attribute)}
      AND NOT cleared
      AND NOT ${presentSql(type)}
      AND ${SAME} IN (
        SELECT ${SAME}
        FROM ${statedSql(attribute)} AND ${presentSql(type)}
      )
  `;
  const [row] = await facts.rows<{ rows: string }>(sql`SELECT count() AS rows FROM attribute_values WHERE ${left}`, HEAVY);
  if (row!.rows !== "0") await facts.run(sql`DELETE FROM attribute_values WHERE ${left}`, PATCH);
}
