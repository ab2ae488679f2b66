import { sql } from "../../engine/index.ts";
import { booleanOf, plainBooleanSql } from "../../mapping/index.ts";
import type { ImportedType } from "./importedType.ts";

export const booleanImported: ImportedType = {
  store(value, { lets }) {
    const boolean = booleanOf(value, lets);
    return boolean && { sql: sql`CAST(${boolean.sql} AS Nullable(Bool))`, faults: boolean.faults };
  },
  guess: {
    rough: ({ value: { sql: statement, clean, loose } }) =>
      loose === "any" ? [{ against: sql`NOT ${plainBooleanSql(statement, clean)}` }] : [],
  },
};
