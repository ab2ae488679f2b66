import { sql } from "../../engine/index.ts";
import { cleanSql, textOf } from "../../mapping/index.ts";
import type { ImportedType } from "./importedType.ts";

export const textImported: ImportedType = {
  store(value) {
    const text = textOf(value);
    return text && { sql: text.clean ? text.sql : sql`nullIf(${cleanSql(text.sql)}, '')`, faults: text.faults };
  },
};
