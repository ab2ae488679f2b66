import { ADVISERS, SERVICE } from "../data/outreach.ts";
import type { Product } from "../data/product.ts";
import type { Topic } from "../data/topic.ts";
import { TOPICS_BEFORE } from "../data/topics.ts";
import { TOPICS_AFTER } from "../data/topicsAfter.ts";
import { productOf } from "./basket.ts";
import { laterMoment } from "./calendar.ts";
import type { Visit } from "./browsing.ts";
import { exponential, weighted } from "./distributions.ts";
import type { Order } from "./orders.ts";
import { monthsOf, type Channel, type Person } from "./person.ts";
import { below, chance, pick, randomOf, type Random } from "./random.ts";
import type { Properties, Sink } from "./sink.ts";

const MINUTE = 60_000;
/** Topics about money come up more with the thrifty: one table for each third. */
const before = [0.5, 1.1, 2].map((keenness) =>
  weighted(TOPICS_BEFORE, ({ name, weight }) => weight * (name === "价格" || name === "优惠" ? keenness : 1)),
);
const after = [1, 3.5].map((anger) => weighted(TOPICS_AFTER, ({ name, weight }) => weight * (name === "质量不满" ? anger : 1)));

/** The conversations a customer begins: questions on a visit, and questions, thanks and trouble after an order. */
export function talk(seed: number, person: Person, orders: readonly Order[], visits: readonly Visit[], sink: Sink): void {
  const random = randomOf(seed, person.index, 5);
  const speaks = Math.min(1, 0.16 * person.engagement);
  for (const visit of visits) {
    if (visit.channel === "官网" ? !chance(random, speaks * 0.5) : !chance(random, speaks)) continue;
    const product = productOf(random, person, visit.category, visit.day);
    const topic = topicOf(random, before[person.affinity]!, product);
    if (!topic) continue;
    const text = converse(random, person, { topic, product, channel: visit.channel, time: visit.time + 3 * MINUTE, day: visit.day }, sink);
    if (chance(random, 0.75))
      sink.add("Inquiry Opened", visit.channel, visit.time + 4 * MINUTE, inquiry(topic, product, visit.channel, text));
  }
  for (const order of orders) {
    if (order.channel === "门店" ? !person.keys.企业微信 || !chance(random, speaks * 0.25) : !chance(random, speaks * 0.8)) continue;
    const { product } = pick(random, order.lines);
    const topic = after[person.picky ? 1 : 0]!(random);
    const days = topic.name === "发货" ? exponential(random, 0.7) : 1.5 + exponential(random, 3);
    const time = laterMoment(random, order.time, days);
    converse(
      random,
      person,
      { topic, product, channel: order.channel === "门店" ? "企业微信" : order.channel, time, day: order.day },
      sink,
    );
  }
}

function topicOf(random: Random, draw: (random: Random) => Topic, product: Product): Topic | undefined {
  for (let attempt = 0; attempt < 4; attempt++) {
    const topic = draw(random);
    if (topic.lines ? topic.lines.includes(product.line) : (topic.categories?.includes(product.category) ?? true)) return topic;
  }
  return undefined;
}

function inquiry(topic: Topic, product: Product, channel: Channel, text: string): Properties {
  return { topic: topic.name, category: product.category, text, channel };
}

interface Matter {
  readonly topic: Topic;
  readonly product: Product;
  readonly channel: Channel;
  readonly time: number;
  readonly day: number;
}

/** Question, answer, perhaps a word to the answer. One question in twelve is never answered. Returns the question. */
function converse(random: Random, person: Person, { topic, product, channel, time, day }: Matter, sink: Sink): string {
  const say = (texts: readonly string[]): string => filled(random, pick(random, texts), person, product, day);
  const through = channel === "淘宝" ? "旺旺" : channel === "官网" ? "在线客服" : "企业微信";
  const staff = staffOf(person, channel);
  const exchange = pick(random, topic.exchanges);
  const question = say([exchange.ask]);
  sink.add("Message Received", channel, time, { text: question, channel: through });
  if (chance(random, 1 / 12)) return question;
  const answered = time + exponential(random, 9) * MINUTE + 20_000;
  sink.add("Message Sent", channel, answered, { text: say(exchange.answers), channel: through, staff });
  if (!chance(random, 0.55)) return question;
  sink.add("Message Received", channel, answered + exponential(random, 4) * MINUTE + 5_000, { text: say(topic.follow), channel: through });
  return question;
}

/** The same adviser for a customer every time. */
export function staffOf(person: Person, channel: Channel): string {
  return channel === "企业微信" ? ADVISERS[person.index % ADVISERS.length]! : SERVICE[person.index % SERVICE.length]!;
}

/** A text with its blanks filled from the product and the customer. */
export function filled(random: Random, text: string, person: Person, product: Product, day: number): string {
  if (!text.includes("{")) return text;
  return text.replace(/\{(\w+)\}/g, (_, blank: string) => {
    if (blank === "product") return shortName(product);
    if (blank === "month") return String(person.childBorn === undefined ? 8 : Math.max(1, monthsOf(person.childBorn, day)));
    if (blank === "money") return String(Math.round(product.price * 0.92));
    if (blank === "staff") return staffOf(person, "企业微信");
    return String(2 + below(random, 5));
  });
}

/** The way people call a product: without brand, pack and size. */
function shortName({ name }: Product): string {
  return name.split(" ")[1] ?? name;
}
