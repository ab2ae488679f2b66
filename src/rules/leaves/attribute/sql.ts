import type { ValueType } from "../../language/ast.ts";

/** The column of `attribute_values` that holds a type. */
export const ATTRIBUTE_COLUMNS: Readonly<Record<ValueType, string>> = {
  text: "text",
  number: "number",
  boolean: "flag",
  date: "date",
  time: "time",
  list: "list",
};

/** The value as of the scan's instant: the latest by its own time, then by arrival. In a tuple, because argMax passes over NULL and a cleared value is one. */
export function latestSql(type: ValueType): string {
  return `argMax(tuple(${ATTRIBUTE_COLUMNS[type]}), (at, received)).1`;
}
