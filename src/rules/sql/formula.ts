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

/** Bitmaps joined in pairs of pairs: as a chain, five hundred of them would be deeper than the engine reads. */
export function joined(join: "bitmapAnd" | "bitmapOr", bitmaps: readonly string[]): string {
  if (bitmaps.length === 1) return bitmaps[0]!;
  const middle = Math.ceil(bitmaps.length / 2);
  return `${join}(${joined(join, bitmaps.slice(0, middle))}, ${joined(join, bitmaps.slice(middle))})`;
}
