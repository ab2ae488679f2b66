import { literal } from "../../../engine/index.ts";
import { problem } from "../../../kernel/index.ts";
import type { Scope } from "../../compile/scope.ts";
import type { Value } from "../../compile/value.ts";
import type { Reading, Source } from "../source.ts";
import { wallClockColumns } from "./footer.ts";
import { bareType, tupleMembers, valueOfType } from "./types.ts";

/** Parquet: the engine reads it natively, with the types it has. */
export async function readParquet(reading: Reading): Promise<Source> {
  const { facts, file } = reading;
  const walls = await wallClockColumns(file);
  const options = { format: "Parquet", ...(reading.signal && { signal: reading.signal }) };
  const columns = await facts.describe(file.path, options);
  for (const { name } of columns) columnSql(name, file.name);
  const stage = await facts.stage(file.path, { ...options, numbered: true });
  const texts = columns.filter(({ type }) => bareType(type) === "String").map(({ name }) => columnSql(name, file.name));
  return {
    format: "parquet",
    table: stage.table,
    scope: parquetScope(columns, walls),
    from: () => stage.table,
    faults:
      texts.length > 0 ? [{ reason: "TEXT_INVALID", when: texts.map((sql) => `NOT isValidUTF8(ifNull(${sql}, ''))`).join(" OR ") }] : [],
    line: "_row",
    printed: columns.map(({ name, type }) => ({ name, sql: printed(columnSql(name, file.name), type) })),
    warnings: [],
  };
}

function columnSql(name: string, file: string): string {
  try {
    return literal.name(name);
  } catch (error) {
    throw problem("FILE_UNREADABLE", { file, reason: JSON.stringify(name) }, error);
  }
}

function printed(sql: string, type: string): string {
  return /^(?:Array|Tuple|Map|Nested)/.test(bareType(type)) ? `toNullable(toJSONString(${sql}))` : `toString(toNullable(${sql}))`;
}

function parquetScope(columns: readonly { name: string; type: string }[], walls: ReadonlySet<string>): Scope {
  const types = new Map(columns.map(({ name, type }) => [name, type]));
  return {
    names: columns.map(({ name }) => name),
    column: (name) => {
      const type = types.get(name);
      return type === undefined ? undefined : valueOfType(literal.name(name), type, walls.has(name));
    },
    path: (name) => pathValue(name, types, walls),
  };
}

/** `address.city` of a struct, `items[].price` of a list of structs. */
function pathValue(path: string, types: ReadonlyMap<string, string>, walls: ReadonlySet<string>): Value | undefined {
  const steps = path.split(".");
  const [first, ...rest] = steps;
  const isList = first!.endsWith("[]");
  const column = isList ? first!.slice(0, -2) : first!;
  let type = types.get(column);
  if (type === undefined || rest.length === 0) return undefined;
  if (isList) type = /^Array\((.*)\)$/s.exec(bareType(type))?.[1];
  let sql = literal.name(column);
  for (const step of rest) {
    const member: string | undefined = type === undefined ? undefined : tupleMembers(type)?.get(step);
    if (member === undefined) return undefined;
    type = member;
    sql = isList ? `arrayMap(t -> tupleElement(t, ${literal.text(step)}), ${sql})` : `tupleElement(${sql}, ${literal.text(step)})`;
  }
  if (!isList) return valueOfType(sql, type!, walls.has(path));
  const element = valueOfType("x", type!, false);
  return element.type === "list" || element.type === "members" ? undefined : { type: "members", sql, element, faults: [] };
}
