import { BLAME, BLAME_ANY, COMPLAINTS, MIXED, PRAISE, PRAISE_ANY, REFUND_REASONS } from "../data/reviews.ts";
import { laterMoment } from "./calendar.ts";
import { exponential } from "./distributions.ts";
import type { Order } from "./orders.ts";
import type { Person } from "./person.ts";
import type { PricedLine } from "./prices.ts";
import { chance, pick, randomOf, type Random } from "./random.ts";
import type { Properties, Sink } from "./sink.ts";

const KINDS = Object.keys(COMPLAINTS);

/** What becomes of the orders: completed, refunded in part or whole, complained about, reviewed. */
export function follow(seed: number, person: Person, orders: readonly Order[], sink: Sink): void {
  const random = randomOf(seed, person.index, 7);
  for (const order of orders) {
    const { id, time, channel, amount, coupon, discount, lines } = order;
    sink.add("Order Completed", channel, time, {
      order_id: id,
      amount: amount / 100,
      channel,
      ...(coupon && { coupon, discount: discount / 100 }),
      ...(channel === "门店" && person.store && { store: person.store }),
      products: lines.map(productOf),
    });
    const angry = chance(random, person.picky ? 0.2 : 0.01);
    if (angry) complain(random, order, sink);
    if (chance(random, angry ? 0.55 : channel === "门店" ? 0.02 : 0.068)) refund(random, order, sink);
    if (chance(random, (person.picky ? 0.45 : 0.2) * (channel === "门店" ? 0.3 : 1))) review(random, person, order, angry, sink);
  }
}

function productOf({ product: { sku, name, category, brand }, price, quantity }: PricedLine): Properties {
  return { sku, name, category, brand, price: price / 100, quantity };
}

function refund(random: Random, { id, time, channel, amount, lines }: Order, sink: Sink): void {
  const line = pick(random, lines);
  const whole = lines.length === 1 || chance(random, 0.45);
  const back = whole ? amount : Math.min(amount, line.price * line.quantity);
  const when = laterMoment(random, time, 1 + exponential(random, 5));
  sink.add("Order Refunded", channel, when, { order_id: id, amount: back / 100, reason: pick(random, REFUND_REASONS), channel });
}

function complain(random: Random, { id, time, channel }: Order, sink: Sink): void {
  const kind = pick(random, KINDS);
  const when = laterMoment(random, time, 1 + exponential(random, 4));
  sink.add("Complaint Opened", channel, when, { order_id: id, topic: kind, text: pick(random, COMPLAINTS[kind]!), channel });
}

function review(random: Random, person: Person, { id, time, channel, lines }: Order, angry: boolean, sink: Sink): void {
  const { product } = pick(random, lines);
  const score = scoreOf(random(), angry, person.picky);
  const text = pick(random, score === 3 ? MIXED : textsOf(score > 3, chance(random, 0.65) ? product.line : undefined));
  const when = laterMoment(random, time, 3 + exponential(random, 6));
  sink.add("Review Submitted", channel, when, { order_id: id, sku: product.sku, category: product.category, score, text });
}

function textsOf(pleased: boolean, line: string | undefined): readonly string[] {
  const about = line === undefined ? undefined : (pleased ? PRAISE : BLAME)[line];
  return about ?? (pleased ? PRAISE_ANY : BLAME_ANY);
}

/** Scores of a Chinese shop are high: four of five are fives, and the unhappy give ones. */
function scoreOf(point: number, angry: boolean, picky: boolean): number {
  const shares = angry ? [0.5, 0.8, 0.94, 0.98] : picky ? [0.14, 0.34, 0.62, 0.84] : [0.012, 0.027, 0.08, 0.24];
  return 1 + shares.filter((share) => point >= share).length;
}
