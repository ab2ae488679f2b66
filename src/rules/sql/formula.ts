import type { Formula } from "../plan/types.ts";

/** Names the bitmaps a formula is made of. */
export interface BitmapNames {
  /** The bitmap of a leaf and whether it holds those who fail. */
  leaf(id: string): { sql: string; inverted: boolean };
  /** The bitmap of those who have a tag (any of its values, or the given ones). */
  tag(tag: string, values: readonly string[] | null): string;
  /** The bitmap of all customers the run is about. */
  readonly universe: string;
}

/** A tag's condition as algebra over bitmaps. Two-valued: not is everybody but. */
export function formulaSql(formula: Formula, names: BitmapNames): string {
  switch (formula.kind) {
    case "leaf": {
      const { sql, inverted } = names.leaf(formula.leaf);
      return inverted ? `bitmapAndnot(${names.universe}, ${sql})` : sql;
    }
    case "tag":
      return names.tag(formula.tag, formula.values);
    case "not":
      return `bitmapAndnot(${names.universe}, ${formulaSql(formula.of, names)})`;
    case "all":
      return formula.of.map((part) => formulaSql(part, names)).reduce((a, b) => `bitmapAnd(${a}, ${b})`);
    case "any":
      return formula.of.map((part) => formulaSql(part, names)).reduce((a, b) => `bitmapOr(${a}, ${b})`);
  }
}
