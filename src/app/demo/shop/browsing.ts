import type { Category, Product } from "../data/product.ts";
import { categoryOf, productOf } from "./basket.ts";
import { momentOn } from "./calendar.ts";
import { exponential, poisson } from "./distributions.ts";
import type { Order, Purchases } from "./orders.ts";
import type { Channel, Person } from "./person.ts";
import { unitPrice } from "./prices.ts";
import { chance, pick, randomOf, type Random } from "./random.ts";
import { advance, promotionOn, type Season } from "./season.ts";
import type { Properties, Sink } from "./sink.ts";

/** One look into the shop: where, when, at what. */
export interface Visit {
  readonly channel: Channel;
  readonly time: number;
  readonly day: number;
  readonly category: Category;
}

const MINUTE = 60_000;

/** Views, carts and checkouts: those that lead to the orders, and those that lead nowhere. Returns the visits of the second kind. */
export function browse(seed: number, person: Person, { orders, gone }: Purchases, season: Season, sink: Sink): Visit[] {
  const random = randomOf(seed, person.index, 4);
  const online = (["淘宝", "企业微信", "官网"] as const).filter((channel) => person.keys[channel]);
  for (const order of orders) if (order.channel !== "门店") leadUp(random, person, order, season, sink);
  if (online.length === 0) return [];
  const visits: Visit[] = [];
  // Seen less after leaving, but not never: a lapsed customer still looks in now and then.
  const leaves = Math.min(gone, season.last + 1) + exponential(random, 45);
  const rate = (person.buyer ? 0.5 : 1.2) * person.engagement;
  let at = person.registered;
  for (let first = !person.buyer; ; first = false) {
    at = first ? at : advance(season, person.affinity, at, exponential(random, (30 / rate) * (at > leaves ? 14 : 1)));
    if (at > season.last + 1) return visits;
    const day = Math.floor(at);
    const time = Math.max(momentOn(random, day, "online"), person.registeredAt);
    const visit = { channel: pick(random, online), time, day, category: categoryOf(random, person) };
    visits.push(visit);
    wander(random, person, visit, season, sink);
  }
}

/** A visit without an order: a few products of one category, sometimes many, sometimes a cart that is left standing. */
function wander(random: Random, person: Person, visit: Visit, season: Season, sink: Sink): void {
  const { channel, day, category } = visit;
  const views = 1 + poisson(random, chance(random, 0.06) ? 6 : 1.3);
  let time = visit.time;
  let cart = 0;
  let added = 0;
  for (let view = 0; view < views; view++) {
    const product = productOf(random, person, category, day);
    const price = unitPrice(product, promotionOn(season, day));
    sink.add("Product Viewed", channel, time, described(product, price, channel));
    if (chance(random, 0.11)) {
      sink.add("Product Added", channel, time + MINUTE * (0.3 + random()), { ...described(product, price, channel), quantity: 1 });
      cart += price;
      added++;
    }
    time += MINUTE * (0.4 + 3 * random());
  }
  if (cart > 0 && chance(random, 0.3))
    sink.add("Checkout Started", channel, time + MINUTE, { amount: cart / 100, quantity: added, channel });
}

/** What comes before an order online: looks at the goods and at others like them, the cart, the checkout. */
function leadUp(random: Random, person: Person, order: Order, season: Season, sink: Sink): void {
  const { channel, day, lines } = order;
  const begin = Math.max(order.time - MINUTE * (4 + 25 * random()), person.registeredAt);
  const step = (order.time - begin) / (lines.length + 2);
  lines.forEach(({ product, price, quantity }, index) => {
    const time = begin + index * step;
    if (chance(random, 0.9)) sink.add("Product Viewed", channel, time, described(product, price, channel));
    if (chance(random, 0.35)) {
      const other = productOf(random, person, product.category, day);
      sink.add("Product Viewed", channel, time + step * 0.4, described(other, unitPrice(other, promotionOn(season, day)), channel));
    }
    if (chance(random, 0.82)) sink.add("Product Added", channel, time + step * 0.7, { ...described(product, price, channel), quantity });
  });
  const quantity = lines.reduce((sum, line) => sum + line.quantity, 0);
  if (chance(random, 0.95))
    sink.add("Checkout Started", channel, order.time - step * 0.5, { amount: order.amount / 100, quantity, channel });
}

function described({ sku, name, category, brand }: Product, price: number, channel: Channel): Properties {
  return { sku, name, category, brand, price: price / 100, channel };
}
