import { literal } from "../engine/index.ts";
import type { AttributeDef, FieldType } from "./types.ts";

/** The column of `attribute_values` that holds a type. */
export const ATTRIBUTE_COLUMNS: Readonly<Record<FieldType, string>> = {
  text: "text",
  number: "number",
  boolean: "flag",
  date: "date",
  time: "time",
  list: "list",
};

/** Whether a row states something in the attribute's type. What does not fit is kept aside in another column of the row (see customers/dictionary/attributeType/fill.ts). */
export function fitsSql(type: FieldType): string {
  return `(${presentSql(type)} OR cleared)`;
}

export function presentSql(type: FieldType): string {
  const column = ATTRIBUTE_COLUMNS[type];
  return type === "list" ? `notEmpty(${column})` : `isNotNull(${column})`;
}

/**
 * The value that holds, as an aggregate over an attribute's rows up to an instant: the one stated for the latest time, and of several for
 * one time the greatest, never the one that arrived last. Of yes and no it is no; a clearing is below all.
 */
export function latestSql(type: FieldType): string {
  const column = ATTRIBUTE_COLUMNS[type];
  if (type === "list") return `maxIf((at, ${column}), ${fitsSql(type)}).2`;
  // A consent that is given and refused at one moment is refused.
  const value = type === "boolean" ? `NOT assumeNotNull(${column})` : `assumeNotNull(${column})`;
  // The greatest of plain tuples: argMax of a value that can be missing takes ten times as long.
  const last = `maxIf((at, isNotNull(${column}), ${value}), ${fitsSql(type)})`;
  return `if(${last}.2 = 1, ${type === "boolean" ? `toBool(NOT ${last}.3)` : `${last}.3`}, NULL)`;
}

/** Puts the rows of several attributes in that order, the last first: what stands behind ORDER BY customer, attribute. */
export function latestFirstSql(attributes: readonly AttributeDef[]): string {
  const ranks = byType(attributes).map(({ type, among }) => {
    const column = ATTRIBUTE_COLUMNS[type];
    if (type === "list") return `if(${among}, ${column}, []) DESC`;
    return `if(${among}, ${column}, NULL) ${type === "boolean" ? "ASC" : "DESC"} NULLS LAST`;
  });
  return ["at DESC", ...ranks].join(", ");
}

/** Whether a row of any of the attributes states something in its type. */
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
