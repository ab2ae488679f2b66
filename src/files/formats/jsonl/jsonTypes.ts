import { type Facts, type RunOptions, sql, literal, type Sql } from "../../../engine/index.ts";
import { pathOf, stepsSql, type Kind } from "./value.ts";

/** The types of each used path over all rows. A path that no row has is left out. */
export async function kindsOf(input: {
  readonly facts: Facts;
  readonly table: string;
  readonly where: Sql;
  readonly keys: ReadonlySet<string>;
  readonly used: readonly string[];
  readonly run: RunOptions;
}): Promise<ReadonlyMap<string, Kind>> {
  const { facts, table, where, keys, used, run } = input;
  const names = [...new Set(used)];
  if (names.length === 0) return new Map();
  const columns = names.map((name, index) => {
    const { steps, inside } = pathOf(name, keys);
    const at = stepsSql(steps);
    const members = sql`JSONExtractArrayRaw(line, ${at})`;
    const types = inside
      ? sql`arrayMap(x -> toString(JSONType(x, ${stepsSql(inside)})), ${members})`
      : sql`[toString(JSONType(line, ${at}))]`;
    const elements = inside ? sql`[]` : sql`arrayMap(x -> toString(JSONType(x)), ${members})`;
    const has = inside ? sql`arrayExists(x -> JSONHas(x, ${stepsSql(inside)}), ${members})` : sql`JSONHas(line, ${at})`;
    const large = (json: Sql, steps: Sql) => sql`abs(JSONExtractFloat(${json}, ${steps})) >= ${LARGE}`;
    const wide = inside ? sql`arrayExists(x -> ${large(sql`x`, stepsSql(inside))}, ${members})` : large(sql`line`, at);
    return sql`max(${wide}) AS w${literal.integer(index)}, groupUniqArrayArray(${types}) AS t${literal.integer(index)}, groupUniqArrayArray(CAST(${elements} AS Array(String))) AS e${literal.integer(index)}, max(${has}) AS h${literal.integer(index)}`;
  });
  const [row] = await facts.rows<Record<string, string[] | number>>(
    sql`SELECT ${sql.join(columns)} FROM ${sql.id(table)} WHERE ${where}`,
    run,
  );
  const kinds = new Map<string, Kind>();
  for (const [index, name] of names.entries()) {
    if (row![`h${index}`] !== 1) continue;
    const kind = kindOf(row![`t${index}`] as string[], row![`e${index}`] as string[]);
    // A number that is too large is a name, as in CSV, so the column is text.
    kinds.set(name, kind === "number" && row![`w${index}`] === 1 ? "mixed" : kind);
  }
  return kinds;
}

/** No number in Tagwise is this large. */
const LARGE = literal.integer(1_000_000_000_000);
const NUMBERS = new Set(["Int64", "UInt64", "Double"]);

function kindOf(types: readonly string[], elements: readonly string[]): Kind {
  const present = types.filter((type) => type !== "Null");
  if (present.length === 0) return "nothing";
  if (present.every((type) => NUMBERS.has(type))) return "number";
  if (present.every((type) => type === "Bool")) return "boolean";
  if (present.every((type) => type === "String")) return "text";
  const scalars = elements.every((type) => type !== "Object" && type !== "Array");
  return present.every((type) => type === "Array") && scalars ? "list" : "mixed";
}
