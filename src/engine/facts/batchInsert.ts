import { literal } from "./literal.ts";
import type { Facts } from "./types.ts";

/** In the message of a statement that was refused. */
export const WITHDRAWN = "TAGWISE_WITHDRAWN";

/** A column of a table as `input` declares it: `number UInt32`, with its default where the table has one. */
export type Structures = (table: string, columns: readonly string[]) => Promise<string>;

/** Declarations of columns, read once a table, and again when a column is asked for that was added since. */
export function openStructures(facts: Pick<Facts, "rows">): Structures {
  const known = new Map<string, Map<string, string>>();
  const read = async (table: string) => {
    const rows = await facts.rows<{ name: string; type: string; of: string; expression: string }>(
      `SELECT name, type, default_kind AS of, default_expression AS expression FROM system.columns
       WHERE database = currentDatabase() AND table = ${literal.text(table)} ORDER BY position`,
      { lane: "ingest" },
    );
    const declared = new Map(
      rows.map(({ name, type, of, expression }) => [
        name,
        // Without it a null would be the type's default and not the column's: members of one list would differ in length.
        `${literal.name(name)} ${type}${of === "DEFAULT" ? ` DEFAULT ${expression}` : ""}`,
      ]),
    );
    known.set(table, declared);
    return declared;
  };
  return async (table, columns) => {
    let declared = known.get(table);
    if (!declared || columns.some((column) => !declared!.has(column))) declared = await read(table);
    return columns.map((column) => declared.get(column) ?? literal.name(column)).join(", ");
  };
}

/** An INSERT that the fact store refuses once the batch is withdrawn. It looks that up when it begins, before it reads a row. */
export function batchInsertSql(table: string, columns: readonly string[], structure: string, batch: number): string {
  const names = columns.map(literal.name).join(", ");
  return `INSERT INTO ${table} (${names}) SELECT ${names} FROM input(${literal.text(structure)})
    WHERE (SELECT throwIf(count() > 0, '${WITHDRAWN}') FROM withdrawn_batches WHERE batch = ${literal.integer(batch)}) = 0
    FORMAT JSONCompactEachRow`;
}
