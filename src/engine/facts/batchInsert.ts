import { literal } from "./literal.ts";
import type { Sql } from "./sql/piece.ts";
import { sql } from "./sql/sql.ts";
import type { Facts } from "./types.ts";

/** In the message of a statement that was refused. */
export const WITHDRAWN = "TAGWISE_WITHDRAWN";

/** A column of a table as `input` declares it: `number UInt32`, with its default where the table has one. */
export type Structures = (table: string, columns: readonly string[]) => Promise<Sql>;

/** Declarations of columns, read once a table, and again when a column is asked for that was added since. */
export function openStructures(facts: Pick<Facts, "rows">): Structures {
  const known = new Map<string, Map<string, Sql>>();
  const read = async (table: string) => {
    const rows = await facts.rows<{ name: string; type: string; of: string; expression: string }>(
      sql`
        SELECT name, type, default_kind AS of, default_expression AS expression
        FROM system.columns
        WHERE database = currentDatabase() AND table = ${literal.text(table)}
        ORDER BY position
      `,
      { lane: "ingest" },
    );
    const declared = new Map(
      rows.map(({ name, type, of, expression }) => {
        // Without it a null would be the type's default and not the column's: members of one list would differ in length.
        const byDefault = of === "DEFAULT" ? sql` DEFAULT ${literal.columnDefault(expression)}` : sql.empty;
        return [name, sql`${literal.name(name)} ${literal.type(type)}${byDefault}`];
      }),
    );
    known.set(table, declared);
    return declared;
  };
  return async (table, columns) => {
    let declared = known.get(table);
    if (!declared || columns.some((column) => !declared!.has(column))) declared = await read(table);
    return sql.join(columns.map((column) => declared.get(column) ?? literal.name(column)));
  };
}

/** An INSERT that the fact store refuses once the batch is withdrawn. It looks that up when it begins, before it reads a row. */
export function batchInsertSql(table: string, columns: readonly string[], structure: Sql, batch: number): Sql {
  const names = sql.join(columns.map(literal.name));
  return sql`
    INSERT INTO ${sql.id(table)} (${names})
    SELECT ${names}
    FROM input(${literal.text(structure.text)})
    WHERE (
      SELECT throwIf(count() > 0, ${literal.text(WITHDRAWN)})
      FROM withdrawn_batches
      WHERE batch = ${literal.integer(batch)}
    ) = 0
    FORMAT JSONCompactEachRow
  `;
}
