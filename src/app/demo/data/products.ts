import { BABY } from "./baby.ts";
import { DIGITAL } from "./digital.ts";
import { FOOD } from "./food.ts";
import { HOME } from "./home.ts";
import type { Category, Product } from "./product.ts";

/** Everything the shop sells, by category. */
export const PRODUCTS: Readonly<Record<Category, readonly Product[]>> = { 母婴: BABY, 家居: HOME, 食品: FOOD, 数码: DIGITAL };

/** What runs out and is bought again. */
export interface Need {
  readonly lines: readonly string[];
  readonly category: Category;
  /** Days a purchase lasts. */
  readonly cycle: number;
  /** Units bought at a time, on average. */
  readonly quantity: number;
  /** Share of customers of each leaning who take to it; for 母婴 also the months of the child's age it lasts. */
  readonly adoption: Readonly<Record<Category, number>>;
  readonly months?: readonly [number, number];
}

const need = (
  lines: string,
  category: Category,
  cycle: number,
  quantity: number,
  [母婴, 家居, 食品, 数码]: readonly [number, number, number, number],
  months?: readonly [number, number],
): Need => ({ lines: lines.split(" "), category, cycle, quantity, adoption: { 母婴, 家居, 食品, 数码 }, ...(months && { months }) });

export const NEEDS: readonly Need[] = [
  need("奶粉", "母婴", 28, 1.7, [0.5, 0, 0, 0], [0, 42]),
  need("纸尿裤", "母婴", 21, 1.6, [0.55, 0, 0, 0], [0, 30]),
  need("湿巾", "母婴", 42, 1.3, [0.35, 0, 0, 0], [0, 48]),
  need("辅食", "母婴", 30, 1.8, [0.3, 0, 0, 0], [6, 36]),
  need("纸品", "家居", 45, 1.4, [0.08, 0.3, 0.06, 0.04], undefined),
  need("洗衣 清洁", "家居", 60, 1.2, [0.08, 0.28, 0.04, 0.02], undefined),
  need("咖啡 茶", "食品", 30, 1.4, [0.03, 0.05, 0.34, 0.07], undefined),
  need("坚果 零食", "食品", 38, 1.5, [0.05, 0.05, 0.32, 0.05], undefined),
  need("米面 粮油", "食品", 48, 1.2, [0.04, 0.08, 0.25, 0], undefined),
  need("乳品", "食品", 26, 1.3, [0.1, 0.04, 0.22, 0], undefined),
];
