import { sql, type Sql } from "../../engine/index.ts";
import type { Formula } from "../plan/types.ts";

/** Names the bitmaps a formula is made of. */
export interface BitmapNames {
  /** The bitmap of a leaf, and whether it holds the customers who fail. */
  leaf(id: string): { sql: Sql; inverted: boolean };
  /** The bitmap of customers who have a tag (any of its values, or one of these). */
  tag(tag: string, values: readonly string[] | null): Sql;
  /** The bitmap of all customers of the run. */
  readonly universe: Sql;
}

/** A tag's condition as algebra over bitmaps. `not` means all customers of the run without these. */
export function formulaSql(formula: Formula, names: BitmapNames): Sql {
  switch (formula.kind) {
    case "leaf": {
      const { sql: statement, inverted } = names.leaf(formula.leaf);
      return inverted ? sql`bitmapAndnot(${names.universe}, ${statement})` : statement;
    }
    case "tag":
      return names.tag(formula.tag, formula.values);
    case "not":
      return sql`bitmapAndnot(${names.universe}, ${formulaSql(formula.of, names)})`;
    case "all":
      return joined(
        "bitmapAnd",
        formula.of.map((part) => formulaSql(part, names)),
      );
    case "any":
      return joined(
        "bitmapOr",
        formula.of.map((part) => formulaSql(part, names)),
      );
  }
}

/** Joins bitmaps in pairs, and the pairs again: a chain of five hundred would be nested too deeply for the engine. */
export function joined(join: "bitmapAnd" | "bitmapOr", bitmaps: readonly Sql[]): Sql {
  if (bitmaps.length === 1) return bitmaps[0]!;
  const middle = Math.ceil(bitmaps.length / 2);
  return sql`${sql.id(join)}(${joined(join, bitmaps.slice(0, middle))}, ${joined(join, bitmaps.slice(middle))})`;
}
