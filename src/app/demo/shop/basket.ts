import { NEEDS, PRODUCTS, type Need } from "../data/products.ts";
import { CATEGORIES, type Category, type Product } from "../data/product.ts";
import { monthOf } from "./calendar.ts";
import { gamma, poisson, weighted } from "./distributions.ts";
import { monthsOf, type Person } from "./person.ts";
import { chance, pick, type Random } from "./random.ts";

export interface Line {
  readonly product: Product;
  readonly quantity: number;
}

const drawIn = Object.fromEntries(CATEGORIES.map((category) => [category, weighted(PRODUCTS[category], ({ weight }) => weight)])) as Record<
  Category,
  (random: Random) => Product
>;
const byAge = Array.from({ length: 96 }, (_, offset) => PRODUCTS.母婴.filter(({ months }) => fits(months, offset - 10)));
const drawByAge = byAge.map((products) => (products.length > 0 ? weighted(products, ({ weight }) => weight) : undefined));
const otherOf = weighted<Category>(CATEGORIES, (category) => ({ 母婴: 20, 家居: 32, 食品: 34, 数码: 14 })[category]);
/** What people without a child of their own give as presents. */
const drawGift = weighted(
  PRODUCTS.母婴.filter(({ line }) => ["玩具", "早教", "童装", "喂养", "湿巾"].includes(line)),
  ({ weight }) => weight,
);

function fits(months: readonly [number, number] | undefined, age: number): boolean {
  return !months || (age >= months[0] && age < months[1]);
}

/** The category of a visit: mostly what they lean to. */
export function categoryOf(random: Random, person: Person): Category {
  if (chance(random, 0.66)) return person.leaning;
  const other = otherOf(random);
  return other === "母婴" && person.childBorn === undefined && chance(random, 0.8) ? "家居" : other;
}

/** Something of the category that suits the customer: the child's age, and the purse (the dearer of two for the better off). */
export function productOf(random: Random, person: Person, category: Category, day: number): Product {
  const one = inSeason(random, person, category, day);
  const other = inSeason(random, person, category, day);
  const dearer = chance(random, person.wealth / (person.wealth + 1.6));
  return one.price > other.price === dearer ? one : other;
}

function inSeason(random: Random, person: Person, category: Category, day: number): Product {
  for (;;) {
    const product = drawOne(random, person, category, day);
    if (!product.season) return product;
    const [from, to] = product.season;
    const month = monthOf(day);
    if (from <= to ? month >= from && month <= to : month >= from || month <= to) return product;
  }
}

function drawOne(random: Random, person: Person, category: Category, day: number): Product {
  if (category !== "母婴") return drawIn[category](random);
  if (person.childBorn === undefined) return drawGift(random);
  return (drawByAge[monthsOf(person.childBorn, day) + 10] ?? drawGift)(random);
}

/** What one customer uses up: a product of habit, bought again and again. */
export interface Habit {
  readonly need: Need;
  readonly favourite: Product;
  /** Share of these purchases that come to this shop. */
  readonly share: number;
  /** The day it runs out next. */
  due: number;
}

/** The habits a customer takes up with the first order on `day`. */
export function habitsOf(random: Random, person: Person, day: number): Habit[] {
  const habits: Habit[] = [];
  for (const need of NEEDS) {
    if (!chance(random, need.adoption[person.leaning]) || (need.months && person.childBorn === undefined)) continue;
    const begin = need.months ? Math.max(day, person.childBorn! + need.months[0] * 30.44) : day;
    const products = PRODUCTS[need.category].filter(({ line }) => need.lines.includes(line));
    habits.push({
      need,
      favourite: pick(random, products),
      share: 0.35 + 0.6 * random(),
      due: begin + random() * need.cycle,
    });
  }
  return habits;
}

/** The purchase that fills a habit on that day; undefined when the child has outgrown it. */
export function refill(random: Random, person: Person, habit: Habit, day: number): Line | undefined {
  const product = habit.need.months ? nextSize(habit, monthsOf(person.childBorn!, day)) : sometimesOther(random, habit);
  return product && { product, quantity: 1 + poisson(random, Math.max(0, habit.need.quantity - 1) * person.wealth) };
}

/** The favourite brand's size or stage for the child's age now. */
function nextSize({ need, favourite }: Habit, age: number): Product | undefined {
  if (age >= need.months![1]) return undefined;
  const fitting = byAge[age + 10]?.filter(({ line }) => need.lines.includes(line)) ?? [];
  return fitting.find(({ brand }) => brand === favourite.brand) ?? fitting[0];
}

function sometimesOther(random: Random, { need, favourite }: Habit): Product {
  if (chance(random, 0.8)) return favourite;
  return pick(
    random,
    PRODUCTS[need.category].filter(({ line }) => need.lines.includes(line)),
  );
}

/** Days until the habit's next purchase: the cycle, give or take a fifth, longer after a double pack. */
export function nextUpdateAt(random: Random, { need }: Habit, packs: number): number {
  return need.cycle * packs * gamma(random, 24, 1 / 24);
}
