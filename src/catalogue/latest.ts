import { literal } from "../engine/index.ts";
import type { AttributeDef, FieldType } from "./types.ts";

/** The column of `attribute_values` for each type. */
export const ATTRIBUTE_COLUMNS: Readonly<Record<FieldType, string>> = {
  text: "text",
  number: "number",
  boolean: "flag",
  date: "date",
  time: "time",
  list: "list",
};

/**
 * Whether a row has a value in the attribute's type, or clears it. A value that does not fit is in another column of the row
 * (customers/dictionary/attributeType/fill.ts).
 */
export function fitsSql(type: FieldType): string {
  return `(${presentSql(type)} OR cleared)`;
}

export function presentSql(type: FieldType): string {
  const column = ATTRIBUTE_COLUMNS[type];
  return type === "list" ? `notEmpty(${column})` : `isNotNull(${column})`;
}

/**
 * The current value of an attribute, as an aggregate over its rows up to an instant: the value with the latest time. Of several with one
 * time it is the greatest, not the last to arrive: for yes and no it is no, and a clearing is below every value.
 */
export function latestSql(type: FieldType): string {
  const column = ATTRIBUTE_COLUMNS[type];
  if (type === "list") return `maxIf((at, ${column}), ${fitsSql(type)}).2`;
  // A consent that is granted and refused at the same instant counts as refused.
  const value = type === "boolean" ? `NOT assumeNotNull(${column})` : `assumeNotNull(${column})`;
  // A maximum of plain tuples: argMax over a Nullable takes ten times as long.
  const last = `maxIf((at, isNotNull(${column}), ${value}), ${fitsSql(type)})`;
  return `if(${last}.2 = 1, ${type === "boolean" ? `toBool(NOT ${last}.3)` : `${last}.3`}, NULL)`;
}

/** The same order for rows of several attributes, newest first: the part after ORDER BY customer, attribute. */
export function latestFirstSql(attributes: readonly AttributeDef[]): string {
  const ranks = byType(attributes).map(({ type, among }) => {
    const column = ATTRIBUTE_COLUMNS[type];
    if (type === "list") return `if(${among}, ${column}, []) DESC`;
    return `if(${among}, ${column}, NULL) ${type === "boolean" ? "ASC" : "DESC"} NULLS LAST`;
  });
  return ["at DESC", ...ranks].join(", ");
}

/** Whether a row of any of the attributes has a value in its type, or clears it. */
export function anyFitsSql(attributes: readonly AttributeDef[]): string {
  const cases = byType(attributes).map(({ type, among }) => `${among} AND ${presentSql(type)}`);
  return `(${["cleared", ...cases].join(" OR ")})`;
}

function byType(attributes: readonly AttributeDef[]): { readonly type: FieldType; readonly among: string }[] {
  return Object.entries(Object.groupBy(attributes, ({ type }) => type)).map(([type, group]) => ({
    type: type as FieldType,
    among: `attribute IN ${literal.texts(group.map(({ code }) => code))}`,
  }));
}
