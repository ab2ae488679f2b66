import { literal, sql, type Sql } from "../../../engine/index.ts";
import { problem } from "../../../kernel/index.ts";
import { INLINE, type Lets, type Scope, type Value } from "../../../mapping/index.ts";
import { oddTexts } from "../../cells.ts";
import type { Reading, StagedFile } from "../../stagedFile.ts";
import { wallClockColumns } from "./footer.ts";
import { bareType, tupleMembers, valueOfType } from "./types.ts";

/** Reads Parquet. The engine reads it natively, with its types. */
export async function readParquet(reading: Reading): Promise<StagedFile> {
  const { facts, file } = reading;
  const walls = await wallClockColumns(file);
  const options = { ...reading.run, format: "Parquet" };
  const columns = await facts.describe(file.path, options);
  for (const { name } of columns) checkName(name, file.name);
  // Columns get names from here, so that no column equals a name in the statements.
  const prefix = freePrefix(columns.map(({ name }) => name));
  const places = columns.map(({ name, type }, index): Place => ({ name, type, column: `${prefix}${index + 1}` }));
  const stage = await facts.stage(file.path, { ...options, numbered: true, as: places.map(({ column }) => column) });
  const texts = places.filter(({ type }) => bareType(type) === "String");
  const odd = await oddTexts(
    reading,
    sql.id(stage.table),
    texts.map(({ column }) => sql`ifNull(CAST(${sql.id(column)} AS Nullable(String)), '')`),
  );
  const oddNames = new Set(texts.filter((_, index) => odd.has(index)).map(({ name }) => name));
  return {
    format: "parquet",
    table: stage.table,
    scope: parquetScope(places, walls, oddNames, reading.lets),
    from: () => sql.id(stage.table),
    faults: [],
    line: sql`_row`,
    printed: places.map(({ name, type, column }) => ({ name, sql: printed(sql.id(column), type) })),
    warnings: [],
  };
}

/** A column of the file, and its name in the statements. */
interface Place {
  readonly name: string;
  readonly type: string;
  readonly column: string;
}

/** A prefix that no column of the file has. */
function freePrefix(names: readonly string[]): string {
  let prefix = "column_";
  while (names.some((name) => name.startsWith(prefix))) prefix += "_";
  return prefix;
}

function checkName(name: string, file: string): void {
  try {
    literal.name(name);
  } catch (error) {
    throw problem("FILE_UNREADABLE", { file, reason: JSON.stringify(name) }, error);
  }
}

function printed(statement: Sql, type: string): Sql {
  return /^(?:Array|Tuple|Map|Nested)/.test(bareType(type))
    ? sql`toNullable(toJSONString(${statement}))`
    : sql`toString(toNullable(${statement}))`;
}

function parquetScope(columns: readonly Place[], walls: ReadonlySet<string>, odd: ReadonlySet<string>, lets: Lets): Scope {
  const places = new Map(columns.map((place) => [place.name, place]));
  return {
    names: columns.map(({ name }) => name),
    column: (name) => {
      const place = places.get(name);
      return place && valueOfType(sql.id(place.column), place.type, { wall: walls.has(name), odd: odd.has(name) }, lets);
    },
    path: (name) => pathValue(name, places, walls, lets),
  };
}

/** Columns of `address.city` (a struct) and `items[].price` (a list of structs). */
function pathValue(path: string, places: ReadonlyMap<string, Place>, walls: ReadonlySet<string>, lets: Lets): Value | undefined {
  const steps = path.split(".");
  const [first, ...rest] = steps;
  const isList = first!.endsWith("[]");
  const column = isList ? first!.slice(0, -2) : first!;
  const place = places.get(column);
  if (place === undefined || rest.length === 0) return undefined;
  let type: string | undefined = isList ? /^Array\((.*)\)$/s.exec(bareType(place.type))?.[1] : place.type;
  let value = sql.id(place.column);
  for (const step of rest) {
    const member: string | undefined = type === undefined ? undefined : tupleMembers(type)?.get(step);
    if (member === undefined) return undefined;
    type = member;
    const field = literal.text(step);
    value = isList ? sql`arrayMap(t -> tupleElement(t, ${field}), ${value})` : sql`tupleElement(${value}, ${field})`;
  }
  if (!isList) return valueOfType(value, type!, { wall: walls.has(path), odd: true }, lets);
  const element = valueOfType(sql`x`, type!, { wall: false, odd: true }, INLINE);
  return element.type === "list" || element.type === "members" ? undefined : { type: "members", sql: value, element, faults: [] };
}
