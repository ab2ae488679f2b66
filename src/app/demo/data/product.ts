export const CATEGORIES = ["母婴", "家居", "食品", "数码"] as const;
export type Category = (typeof CATEGORIES)[number];

/** Something the shop sells. All brands are invented. */
export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: Category;
  /** The kind of thing: 奶粉, 纸尿裤, 咖啡 … */
  readonly line: string;
  readonly brand: string;
  /** Yuan. */
  readonly price: number;
  /** How often it is chosen within its category, against the others. */
  readonly weight: number;
  /** Months of the year (1 to 12) in which it is sold, the first and the last; the last may be smaller: 10 to 2. All year when absent. */
  readonly season?: readonly [number, number];
  /** Months of a child's age it is made for: [from, to). */
  readonly months?: readonly [number, number];
}

/**
 * Reads a table of products, one a line: `line | brand | name | price | weight`, then `0..6` for months of
 * a child's age or `in 10..2` for months of the year. The sku is the prefix of the category and the
 * number of the row, so rows are only ever added at the end.
 */
export function productsOf(category: Category, prefix: string, table: string): Product[] {
  return table
    .trim()
    .split("\n")
    .map((row, index) => {
      const [line = "", brand = "", name = "", price, weight, limit = ""] = row.split("|").map((cell) => cell.trim());
      const [from, to] = limit.replace("in ", "").split("..").map(Number) as [number, number];
      return {
        sku: `${prefix}${String(index + 101)}`,
        name: `${brand} ${name}`,
        category,
        line,
        brand,
        price: Number(price),
        weight: Number(weight),
        ...(limit && { [limit.startsWith("in ") ? "season" : "months"]: [from, to] }),
      };
    });
}
