import { listOf } from "../../mapping/index.ts";
import type { ImportedType } from "./importedType.ts";

export const listImported: ImportedType = {
  store(value) {
    const list = listOf(value);
    return list && { sql: list.sql, faults: list.faults };
  },
};
