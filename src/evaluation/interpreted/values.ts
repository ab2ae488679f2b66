import { STORED_TYPES, type FieldType, type PropertyDef } from "../../catalogue/index.ts";
import { literal, sql, type Sql } from "../../engine/index.ts";
import type { FactEvent, Seen } from "../../rules/index.ts";

/** A value in a row: text, or null where it is missing. All columns have this one type, so that one statement can read all tables. */
export type ValueText = string | null;

export function propertySql({ field, type, array }: PropertyDef): Sql {
  const { text } = STORED_TYPES[type];
  const column = literal.name(field);
  return array ? sql`toJSONString(arrayMap(v -> ${text(sql`v`)}, ${column}))` : text(column);
}

export function attributeSql(type: FieldType): Sql {
  const { text, column } = STORED_TYPES[type];
  return text(sql.id(column));
}

/** The value that a text represents. An empty list is no value. */
export function valueOf(text: ValueText, type: FieldType): Seen | undefined {
  return text === null ? undefined : STORED_TYPES[type].seenText(text);
}

export function propertiesOf(properties: readonly PropertyDef[], texts: readonly ValueText[]): FactEvent["properties"] {
  const values: Record<string, FactEvent["properties"][string]> = {};
  for (const [index, { code, type, array }] of properties.entries()) {
    const text = texts[index] ?? null;
    values[code] = array ? (JSON.parse(text ?? "[]") as ValueText[]).map((one) => valueOf(one, type)) : valueOf(text, type);
  }
  return values;
}
