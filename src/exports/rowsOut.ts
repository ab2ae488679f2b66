import { literal, sql, type Sql } from "../engine/index.ts";
import type { CellKind } from "../sheets/index.ts";
import type { Out } from "./write.ts";

interface RowColumn {
  readonly code: string;
  readonly kind: CellKind;
  readonly heading: string;
}

/** Rows that are in memory already, as a table to write. @param name of the sheet */
export function rowsOut(name: string, columns: readonly RowColumn[], rows: readonly (readonly (string | number | null)[])[]): Out {
  const rowSql = (place: number, values: readonly (string | number | null)[]): Sql =>
    sql`(${sql.join([literal.integer(place), ...values.map(cellSql)])})`;
  const noRow = rowSql(
    0,
    columns.map(() => null),
  );
  const structure = ["place UInt32", ...columns.map(({ code }) => `${code} Nullable(String)`)].join(", ");
  return {
    name,
    columns: columns.map(({ code, kind, heading }) => ({
      heading,
      kind,
      sql: kind === "number" ? sql`toFloat64OrNull(t.${sql.id(code)})` : sql`t.${sql.id(code)}`,
      printed: sql`t.${sql.id(code)}`,
    })),
    parts: [
      sql`
        FROM VALUES(${literal.text(structure)}, ${rows.length === 0 ? noRow : sql.join(rows.map((row, index) => rowSql(index, row)))}) AS t
        ${rows.length === 0 ? sql`WHERE false` : sql.empty}
        ORDER BY t.place
      `,
    ],
  };
}

function cellSql(value: string | number | null): Sql {
  return value === null ? sql`NULL` : literal.text(String(value));
}
