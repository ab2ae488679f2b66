import type { Instant } from "../../../kernel/index.ts";
import { categoryOf, habitsOf, nextUpdateAt, productOf, refill, type Habit, type Line } from "./basket.ts";
import { dateText, dayOf, momentOn, weekdayOf } from "./calendar.ts";
import { exponential, poisson } from "./distributions.ts";
import { CHANNELS, type Channel, type Person } from "./person.ts";
import { priceOf, type Priced } from "./prices.ts";
import { STORE_WEEKDAYS } from "./promotions.ts";
import { chance, randomOf, scrambled, type Random } from "./random.ts";
import { advance, promotionOn, type Season } from "./season.ts";

export interface Order extends Priced {
  readonly id: string;
  readonly time: Instant;
  readonly day: number;
  readonly channel: Channel;
  /** Nothing was bought before. */
  readonly first: boolean;
}

export interface Purchases {
  readonly orders: readonly Order[];
  /** The day after which the customer does not come back by themselves; infinite while they are with the shop. */
  readonly gone: number;
}

const WEIGHTS: Readonly<Record<Channel, number>> = { 淘宝: 5, 企业微信: 2, 官网: 1.6, 门店: 3.4 };

/**
 * All orders of a customer from registration to the last day. Two processes run together until the customer leaves: orders on a whim
 * (Poisson, following the season) and habits that run out. Some loyal customers come less and less before they leave.
 */
export function ordersOf(seed: number, person: Person, season: Season): Purchases {
  const random = randomOf(seed, person.index, 3);
  if (!person.buyer) return { orders: [], gone: person.registered + exponential(random, 40) };
  const orders: Order[] = [];
  const fading = chance(random, 0.2) ? person.registered + exponential(random, 330) : Infinity;
  let whim = chance(random, 0.72) ? person.registered : advance(season, person.affinity, person.registered, exponential(random, 25));
  let habits: Habit[] = [];
  for (;;) {
    const next = Math.min(whim, ...habits.map(({ due }) => due));
    if (next >= season.last + 1) return { orders, gone: Infinity };
    const day = Math.floor(next);
    const faded = next > fading;
    if (orders.length === 0) habits = habitsOf(random, person, day);
    const lines = linesOf(random, person, { day, habits, onWhim: next === whim, faded, season });
    habits = habits.filter(({ due }) => due < Infinity);
    if (next === whim) whim = advance(season, person.affinity, next, exponential(random, (30 / person.rate) * (faded ? 4 : 1)));
    if (lines.length === 0) continue;
    orders.push(orderOf(random, { seed, person, season, day, lines, ordinal: orders.length }));
    if (chance(random, leavingAfter(person, orders.length, habits.length))) return { orders, gone: day + 1 };
  }
}

/** A first order is a try: a fifth more do not come back after it. Habits hold people. */
function leavingAfter(person: Person, orders: number, habits: number): number {
  const leaving = habits > 0 ? person.leaving * 0.42 : person.leaving;
  return orders === 1 ? Math.min(1, leaving + 0.2) : leaving;
}

interface Visit {
  readonly day: number;
  readonly habits: readonly Habit[];
  readonly onWhim: boolean;
  readonly faded: boolean;
  readonly season: Season;
}

/** What goes into the basket: habits due within four days, and what catches the eye. A habit that is outgrown gets no due day again. */
function linesOf(random: Random, person: Person, visit: Visit): Line[] {
  const { day, habits, onWhim, faded, season } = visit;
  const lines: Line[] = [];
  const stockingUp = (promotionOn(season, day)?.lift ?? 1) > 2;
  for (const habit of habits) {
    if (habit.due > day + 4) continue;
    const line = refill(random, person, habit, day);
    const packs = stockingUp && chance(random, 0.3 + 0.5 * person.thrift) ? 2 : 1;
    habit.due = line ? Math.max(habit.due, day) + nextUpdateAt(random, habit, packs) : Infinity;
    if (line && chance(random, habit.share * (faded ? 0.25 : 1))) lines.push({ ...line, quantity: line.quantity * packs });
  }
  const extras = onWhim ? 1 + poisson(random, 0.55) : lines.length > 0 && chance(random, 0.22) ? 1 : 0;
  for (let extra = 0; extra < extras; extra++) {
    const product = productOf(random, person, categoryOf(random, person), day);
    if (lines.some((line) => line.product === product)) continue;
    lines.push({ product, quantity: 1 + (product.price < 120 ? poisson(random, 0.28 * person.wealth) : 0) });
  }
  return lines;
}

interface Placed {
  readonly seed: number;
  readonly person: Person;
  readonly season: Season;
  readonly day: number;
  readonly lines: readonly Line[];
  readonly ordinal: number;
}

function orderOf(random: Random, { seed, person, season, day, lines, ordinal }: Placed): Order {
  const promotion = promotionOn(season, day);
  const channel = channelOf(random, person, day);
  const great = (promotion?.lift ?? 1) > 2.5 && channel !== "门店";
  const placed = momentOn(random, day, channel === "门店" ? "store" : great ? "midnight" : "online");
  // The first order makes the registration; on the same day it follows it.
  const time =
    placed < person.registeredAt && dayOf(person.registeredAt) === day ? person.registeredAt + 60_000 + random() * 600_000 : placed;
  return {
    ...priceOf(random, { person, lines, promotion, day, first: ordinal === 0 }),
    id: dateText(day).replaceAll("-", "").slice(2) + scrambled(person.index, 7, 7_320_509, seed) + String(ordinal).padStart(3, "0"),
    time: Math.floor(time),
    day,
    channel,
    first: ordinal === 0,
  };
}

function channelOf(random: Random, person: Person, day: number): Channel {
  const weights = CHANNELS.map((channel) => {
    if (!person.keys[channel]) return 0;
    return channel === "门店" ? WEIGHTS.门店 * STORE_WEEKDAYS[weekdayOf(day)]! : WEIGHTS[channel];
  });
  let point = random() * weights.reduce((sum, weight) => sum + weight, 0);
  return CHANNELS.find((_, index) => (point -= weights[index]!) < 0) ?? CHANNELS.find((channel) => person.keys[channel])!;
}
