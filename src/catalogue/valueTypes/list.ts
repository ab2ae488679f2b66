import { sql } from "../../engine/index.ts";
import { readText } from "../../kernel/index.ts";
import { listSql } from "./sql/printedSql.ts";
import { isNothing } from "./isNothing.ts";
import { sizedBytes, type IncomingValue, type StoredType } from "./storedType.ts";
import { scalarText } from "./text.ts";

/** Characters that people put between the entries of one cell. */
const BETWEEN = /[、|,;，；]/u;

export const listStored: StoredType = {
  column: "list",
  single: "Array(String)",
  kind: "Array(String)",
  absent: [],
  present: (value) => sql`notEmpty(${value})`,
  differs: (one, other) => sql`${one} != ${other}`,
  latest: (value, fits) => sql`maxIf((at, ${value}), ${fits}).2`,
  latestFirst: (value, among) => sql`if(${among}, ${value}, []) DESC`,
  keptBytes: 320,
  read: texts,
  readText: (text) => text.split(BETWEEN).flatMap((entry) => readText(entry) ?? []),
  shown: (raw) => ((raw as string[]).length > 0 ? (raw as string[]) : null),
  seen: filled,
  text: (value) => sql`toJSONString(${value})`,
  seenText: (text) => filled(JSON.parse(text)),
  masked: (value, mask) => sql`arrayMap(x -> ${mask(sql`x`)}, ${value})`,
  printed: listSql,
  written: (value) => sql`arrayStringConcat(${value}, '、')`,
  bytes: (value) => sizedBytes(sql`toString(${value})`),
};

/** An empty list is no value. */
function filled(raw: unknown): string[] | undefined {
  const list = raw as string[];
  return list.length === 0 ? undefined : list;
}

function texts(value: IncomingValue): string[] | undefined {
  const items = (Array.isArray(value) ? (value as readonly IncomingValue[]) : [value]).filter((item) => !isNothing(item));
  const result = items.filter((item) => typeof item !== "string" || readText(item) !== undefined).map(scalarText);
  return result.every((item) => item !== undefined) ? result : undefined;
}
