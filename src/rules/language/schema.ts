import type { Text } from "../../kernel/index.ts";

/** A JSON Schema (draft 2020-12) whose descriptions exist in both languages. */
export type Schema = { readonly [key: string]: unknown; readonly description?: Text };

/** The keys of an object as they are read, each with what an editor may expect of its value. */
export type Keys = Readonly<Record<string, Schema>>;

/** The parts that schemas name. `schemaOfRules` defines each. */
export type SchemaName =
  | "rule"
  | "where"
  | "tests"
  | "bareOrTests"
  | "comparison"
  | "value"
  | "values"
  | "length"
  | "measure"
  | "measured"
  | "since";

export function ref(name: SchemaName, zh?: string, en?: string): Schema {
  return { $ref: `#/$defs/${name}`, ...(zh !== undefined && { description: { zh, en: en ?? zh } }) };
}

/** An object with these keys and no others. */
export function objectOf(keys: Keys, required: readonly string[] = [], more: Schema = {}): Schema {
  return { type: "object", properties: keys, required, additionalProperties: false, ...more };
}

export function text(zh: string, en: string, more: Schema = {}): Schema {
  return { type: "string", description: { zh, en }, ...more };
}

export function oneOfTexts(options: readonly string[], zh: string, en: string): Schema {
  return { enum: options, description: { zh, en } };
}

/** Two values, the lower one first. */
export const PAIR: Schema = { type: "array", items: { type: ["string", "number"] }, minItems: 2, maxItems: 2 };

/** The types of a value that is read as text. */
export const SCALARS = ["string", "number", "boolean"] as const;
