import { ATTRIBUTE_COLUMNS, type FieldType, type PropertyDef } from "../../catalogue/index.ts";
import { literal } from "../../engine/index.ts";
import { parseSum } from "../../kernel/index.ts";
import type { FactEvent, Seen } from "../../rules/index.ts";

/** A value in a row: text, or null where it is missing. All columns have this one type, so that one statement can read all tables. */
export type ValueText = string | null;

/** A column as a ValueText. */
function textSql(column: string, type: FieldType): string {
  switch (type) {
    case "text":
      return `CAST(${column} AS Nullable(String))`;
    case "time":
      return `toString(toUnixTimestamp64Milli(${column}))`;
    case "number":
    case "date":
      return `toString(${column})`;
    case "boolean":
      return `toString(CAST(${column} AS Nullable(UInt8)))`;
    case "list":
      return `toJSONString(${column})`;
  }
}

export function propertySql({ field, type, array }: PropertyDef): string {
  const column = literal.name(field);
  return array ? `toJSONString(arrayMap(v -> ${textSql("v", type)}, ${column}))` : textSql(column, type);
}

export function attributeSql(type: FieldType): string {
  return textSql(ATTRIBUTE_COLUMNS[type], type);
}

/** The value that a text represents. An empty list is no value. */
export function valueOf(text: ValueText, type: FieldType): Seen | undefined {
  if (text === null) return undefined;
  switch (type) {
    case "text":
    case "date":
      return text;
    case "number":
      return parseSum(text);
    case "boolean":
      return text === "1";
    case "time":
      return Number(text);
    case "list": {
      const list = JSON.parse(text) as string[];
      return list.length === 0 ? undefined : list;
    }
  }
}

export function propertiesOf(properties: readonly PropertyDef[], texts: readonly ValueText[]): FactEvent["properties"] {
  const values: Record<string, FactEvent["properties"][string]> = {};
  for (const [index, { code, type, array }] of properties.entries()) {
    const text = texts[index] ?? null;
    values[code] = array ? (JSON.parse(text ?? "[]") as ValueText[]).map((one) => valueOf(one, type)) : valueOf(text, type);
  }
  return values;
}
