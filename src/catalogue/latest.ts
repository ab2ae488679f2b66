import { literal, sql, type Sql } from "../engine/index.ts";
import type { AttributeDef, FieldType } from "./types.ts";
import { STORED_TYPES } from "./valueTypes/index.ts";

/**
 * Whether a row has a value in the attribute's type, or clears it. A value that does not fit is in another column of the row
 * (customers/dictionary/attributeType/fill.ts).
 */
export function fitsSql(type: FieldType): Sql {
  return sql`(${presentSql(type)} OR cleared)`;
}

export function presentSql(type: FieldType): Sql {
  const { present, column } = STORED_TYPES[type];
  return present(sql.id(column));
}

/**
 * The current value of an attribute, as an aggregate over its rows up to an instant: the value with the latest time. Of several with one
 * time it is the greatest, not the last to arrive: for yes and no it is no, and a clearing is below every value.
 */
export function latestSql(type: FieldType): Sql {
  const { latest, column } = STORED_TYPES[type];
  return latest(sql.id(column), fitsSql(type));
}

/** The same order for rows of several attributes, newest first: the part after ORDER BY customer, attribute. */
export function latestFirstSql(attributes: readonly AttributeDef[]): Sql {
  const ranks = byType(attributes).map(({ type, among }) => STORED_TYPES[type].latestFirst(sql.id(STORED_TYPES[type].column), among));
  return sql.join([sql`at DESC`, ...ranks]);
}

/** Whether a row of any of the attributes has a value in its type, or clears it. */
export function anyFitsSql(attributes: readonly AttributeDef[]): Sql {
  const cases = byType(attributes).map(({ type, among }) => sql`${among} AND ${presentSql(type)}`);
  return sql`(${sql.join([sql`cleared`, ...cases], " OR ")})`;
}

function byType(attributes: readonly AttributeDef[]): { readonly type: FieldType; readonly among: Sql }[] {
  return Object.entries(Object.groupBy(attributes, ({ type }) => type)).map(([type, group]) => ({
    type: type as FieldType,
    among: sql`attribute IN ${literal.texts(group.map(({ code }) => code))}`,
  }));
}
