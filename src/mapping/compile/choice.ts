import { sql, type Sql } from "../../engine/index.ts";
import type { Lets } from "./lets.ts";
import { conditionOf, numberOf, textOf } from "./convert.ts";
import { faultsWhere, type RowFault, type Value } from "./value.ts";

/** `if(condition, yes, no)`. Without `no`, the result is missing. A missing condition counts as false. */
export function branch(lets: Lets, condition: Value, yes: Value, no: Value | undefined): Value | undefined {
  const test = conditionOf(condition, lets);
  const both = unify(no ? [yes, no] : [yes], lets);
  if (!test || !both) return undefined;
  const holds = sql`ifNull(${test.sql}, 0)`;
  const [a, b] = both as [Value, Value | undefined];
  const faults = [...test.faults, ...faultsWhere(holds, a.faults), ...faultsWhere(sql`NOT ${holds}`, b?.faults ?? [])];
  const either = (one: Sql, other: Sql | undefined) => sql`if(${holds}, ${one}, ${other ?? sql`NULL`})`;
  return withSql(both, either(a.sql, b?.sql), faults, (text) => either(text(a), b && text(b)));
}

/** `coalesce(…)`: the first value that is present. */
export function fallback(lets: Lets, values: readonly Value[]): Value | undefined {
  const all = unify(values, lets);
  if (!all) return undefined;
  const faults: RowFault[] = [];
  const absent: Sql[] = [];
  for (const value of all) {
    faults.push(...faultsWhere(sql.and(absent), value.faults));
    absent.push(sql`isNull(${value.sql})`);
  }
  return withSql(
    all,
    sql`coalesce(${sql.join(all.map((value) => value.sql))})`,
    faults,
    (text) => sql`coalesce(${sql.join(all.map(text))})`,
  );
}

/** The values as one common type: all texts, all numbers (cells are read as numbers), all conditions or all times. */
function unify(values: readonly Value[], lets: Lets): Value[] | undefined {
  const [first] = values;
  if (values.every((value) => value.type === first!.type)) {
    if (first!.type === "list" || first!.type === "members") return undefined;
    return first!.type === "time" && values.some((value) => value.type === "time" && value.wall !== first!.wall) ? undefined : [...values];
  }
  const cell = (value: Value) => value.type === "text" && value.loose === "any";
  if (values.every((value) => value.type === "number" || cell(value))) return values.map((value) => numberOf(value, lets)!);
  if (values.every((value) => value.type === "boolean" || cell(value))) return values.map((value) => conditionOf(value, lets)!);
  return undefined;
}

function withSql(
  values: readonly Value[],
  statement: Sql,
  faults: readonly RowFault[],
  combine: (text: (value: Value) => Sql) => Sql,
): Value {
  const first = values[0]!;
  switch (first.type) {
    case "text":
      return {
        type: "text",
        sql: statement,
        faults,
        loose: values.some((value) => value.type === "text" && value.loose === "any") ? "any" : first.loose,
      };
    case "number":
      return { type: "number", sql: statement, faults, textFaults: faults, text: combine((value) => textOf(value)!.sql) };
    case "time":
      return { type: "time", sql: statement, faults, wall: first.wall, text: combine((value) => textOf(value)!.sql) };
    case "date":
      return { type: "date", sql: statement, faults, text: combine((value) => textOf(value)!.sql) };
    case "boolean":
    case "list":
    case "members":
      return { ...first, sql: statement, faults };
  }
}
