import { literal, sql, type Sql } from "../../../engine/index.ts";
import { filledParts, INLINE, type Lets, numberOfJson, type TextValue, type Value } from "../../../mapping/index.ts";
import { textCell } from "../../cells.ts";

/** The type of the values at a path over the whole file. `mixed` is read as text. */
export type Kind = "number" | "boolean" | "text" | "list" | "mixed" | "nothing";

/** The position of a value: its keys, or the keys of a list of objects and the keys inside each object. */
export interface JsonPath {
  readonly steps: readonly string[];
  readonly inside?: readonly string[];
}

/** Parses `a.b` or `items[].price`. An existing key that contains dots wins. */
export function pathOf(name: string, keys: ReadonlySet<string>): JsonPath {
  if (keys.has(name)) return { steps: [name] };
  const [before, inside, ...more] = name.split("[].");
  if (inside === undefined || more.length > 0) return { steps: name.split(".") };
  return { steps: before!.split("."), inside: inside.split(".") };
}

export function stepsSql(steps: readonly string[]): Sql {
  return sql.join(steps.map((step) => literal.text(step)));
}

/** SQL of the value at a path of the column `json`. */
export function valueOfKind({ steps, inside }: JsonPath, kind: Kind, odd: boolean, lets: Lets): Value {
  if (inside) {
    const statement = sql`arrayMap(x -> JSONExtract(x, ${stepsSql(inside)}, 'Nullable(String)'), JSONExtractArrayRaw(json, ${stepsSql(steps)}))`;
    const element = scalar(sql`x`, kind, odd, INLINE);
    return { type: "members", sql: statement, element, faults: [] };
  }
  if (kind === "list") {
    const elements = sql`JSONExtract(json, ${stepsSql(steps)}, 'Array(Nullable(String))')`;
    return { type: "list", sql: filledParts(sql`arrayMap(x -> ifNull(x, ''), ${elements})`), faults: [] };
  }
  return scalar(lets.name(sql`JSONExtract(json, ${stepsSql(steps)}, 'Nullable(String)')`), kind, odd, lets);
}

function scalar(statement: Sql, kind: Kind, odd: boolean, lets: Lets) {
  const text = (loose: TextValue["loose"]): TextValue => textCell(statement, { loose, odd }, lets);
  switch (kind) {
    case "number":
      return numberOfJson(statement, lets);
    case "boolean":
      return { type: "boolean", sql: sql`multiIf(${statement} = 'true', 1, ${statement} = 'false', 0, NULL)`, faults: [] } as const;
    case "text":
      return text("time");
    case "nothing":
      return text("any");
    case "list":
    case "mixed":
      return text("nothing");
  }
}
