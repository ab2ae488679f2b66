import type { Product } from "../data/product.ts";
import { DAY } from "./calendar.ts";
import type { Line } from "./basket.ts";
import type { Person } from "./person.ts";
import type { Promotion } from "./promotions.ts";
import { chance, type Random } from "./random.ts";

/** A line as it was paid: the price of one, in fen. */
export interface PricedLine extends Line {
  readonly price: number;
}

export interface Priced {
  readonly lines: readonly PricedLine[];
  /** Paid for the whole, in fen. */
  readonly amount: number;
  readonly coupon: string | undefined;
  /** What the coupon took off, in fen. */
  readonly discount: number;
}

interface Sale {
  readonly person: Person;
  readonly lines: readonly Line[];
  readonly promotion: Promotion | undefined;
  readonly day: number;
  readonly first: boolean;
}

/** The price of one on that day in fen: 8 to 15 % off during a promotion, to ten fen. */
export function unitPrice(product: Product, promotion: Promotion | undefined): number {
  const off = !promotion?.coupons ? 1 : promotion.lift > 2 ? 0.85 : 0.92;
  return Math.round(product.price * 10 * off) * 10;
}

/** Prices of the day, and at most one coupon: coupons are a matter of promotions, of thrift, of the first order and of the 8th. */
export function priceOf(random: Random, { person, lines, promotion, day, first }: Sale): Priced {
  const priced = lines.map((line) => ({ ...line, price: unitPrice(line.product, promotion) }));
  const total = priced.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const [coupon, discount] = couponOf(random, total, { person, promotion, day, first });
  return { lines: priced, amount: total - discount, coupon, discount };
}

function couponOf(random: Random, total: number, { person, promotion, day, first }: Omit<Sale, "lines">): [string | undefined, number] {
  const keen = chance(random, 0.15 + 0.6 * person.thrift);
  if (first && total >= 3000 && chance(random, 0.4)) return ["新人立减15元", 1500];
  if (keen && promotion?.coupons && total >= 30_000) return [`${promotion.name}满300减40`, 4000 * Math.min(3, Math.floor(total / 30_000))];
  if (new Date(day * DAY).getUTCDate() === 8 && chance(random, 0.5)) return ["会员日9折", Math.round(total / 100) * 10];
  if (keen && total >= 39_900) return ["满399减50", 5000];
  if (keen && total >= 19_900) return ["满199减20", 2000];
  return [undefined, 0];
}
