import { literal, sql, type Sql } from "../engine/index.ts";
import { createHash } from "node:crypto";
import { BUILT_IN_PROPERTIES } from "./builtin/properties.ts";
import type { FieldType } from "./types.ts";
import { STORED_TYPES } from "./valueTypes/index.ts";

/** The list of a member: `products` of `products[].price`; undefined for a property of the event itself. */
export function listOf(property: string): string | undefined {
  const at = property.indexOf("[].");
  return at < 0 ? undefined : property.slice(0, at);
}

export function isMember(property: string): boolean {
  return property.includes("[].");
}

/** The column type in the fact store. A list inside a list of objects gets no column: it stays in `extra`. */
export function columnType(property: string, type: FieldType): string {
  const { kind, single } = STORED_TYPES[type];
  if (single === kind) return kind;
  if (isMember(property)) return `Array(${kind})`;
  const builtIn = BUILT_IN_PROPERTIES.get(property);
  return builtIn?.few && builtIn.type === type ? `LowCardinality(${kind})` : kind;
}

/** How many letters of a property's name its column keeps. */
const SLUG_LETTERS = 40;

/** A free column name for a property: `p_` and the ASCII part of its name, with a number when it is taken. */
export function freeField(property: string, taken: { has(field: string): boolean }): string {
  const stem = `p_${slug(property) || "field"}`;
  if (!taken.has(stem)) return stem;
  let number = 2;
  while (taken.has(`${stem}_${number}`)) number++;
  return `${stem}_${number}`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, SLUG_LETTERS)
    .replaceAll(/^_+|_+$/g, "");
}

/**
 * The column with the number of objects in a list of an event: `n_products`. Writers set it. A member that an event lacks, or that is
 * registered later, then reads as that many nulls, so all members of one event have the same length.
 */
export function countField(list: string): string {
  const plain = slug(list);
  return plain === list ? `n_${plain}` : `n_${plain}_${createHash("sha1").update(list).digest("hex").slice(0, 8)}`;
}

export interface Field {
  readonly field: string;
  readonly property: string;
  readonly type: FieldType;
}

/** The statement that adds columns to the events, with the count columns of their lists. It may run twice. */
export function addColumns(fields: readonly Field[]): Sql {
  // The fact store refuses the same column twice in one statement, even with IF NOT EXISTS: so a set removes duplicates.
  const columns = new Map(fields.flatMap(columnsOf).map((column) => [column.text, column]));
  return sql`ALTER TABLE events ${sql.join([...columns.values()])}`;
}

function columnsOf({ field, property, type }: Field): Sql[] {
  const list = listOf(property);
  const name = sql.id(field);
  const kind = columnType(property, type);
  if (list === undefined) return [sql`ADD COLUMN IF NOT EXISTS ${name} ${literal.type(kind)}`];
  const count = sql.id(countField(list));
  return [
    sql`ADD COLUMN IF NOT EXISTS ${count} UInt32`,
    sql`ADD COLUMN IF NOT EXISTS ${name} ${literal.type(kind)} DEFAULT arrayResize(CAST([], ${literal.text(kind)}), ${count}, NULL)`,
  ];
}
