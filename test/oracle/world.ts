import fc from "fast-check";
import type { Catalogue, EventDef, PropertyDef } from "../../src/catalogue/index.ts";
import { formatDecimal, type Instant } from "../../src/kernel/index.ts";
import type { CustomerFacts, FactAttribute, FactEvent, Seen } from "../../src/rules/index.ts";

/** A small fixed catalogue whose fields exist as columns; random facts and rules are over it. */
const text = (code: string) => ({ zh: code, en: code });
const property = (code: string, type: PropertyDef["type"], field: string): [string, PropertyDef] => [
  code,
  { code, name: text(code), type, field, array: code.includes("[]") },
];
const event = (code: string, properties: [string, PropertyDef][]): [string, EventDef] => [
  code,
  { code, name: text(code), labelled: true, properties: new Map(properties) },
];

const ORDER = [
  property("amount", "number", "p_amount"),
  property("channel", "text", "p_channel"),
  property("paid_at", "time", "p_paid_at"),
  property("gift", "boolean", "p_gift"),
  property("labels", "list", "p_labels"),
  property("products[].category", "text", "p_products_category"),
  property("products[].price", "number", "p_products_price"),
];

export const catalogue: Catalogue = {
  attributes: new Map(
    Object.entries({ city: "text", points: "number", vip: "boolean", birthday: "time", interests: "list" } as const).map(([code, type]) => [
      code,
      { code, name: text(code), type, sensitivity: "ordinary" as const },
    ]),
  ),
  events: new Map([
    event("Order", ORDER),
    event("View", [property("channel", "text", "p_channel"), property("amount", "number", "p_amount")]),
  ]),
};

/** The columns the catalogue's fields need. */
export const FIELD_COLUMNS = [
  "p_amount Nullable(Decimal(18, 6))",
  "p_channel LowCardinality(Nullable(String))",
  "p_paid_at Nullable(DateTime64(3, 'UTC'))",
  "p_gift Nullable(Bool)",
  "p_labels Array(String)",
  "p_products_category Array(Nullable(String))",
  "p_products_price Array(Nullable(Decimal(18, 6)))",
];

export const AS_OF: Instant = Date.UTC(2025, 2, 1, 4, 30, 0, 0);
export const TIMEZONE = "Asia/Shanghai";
const DAY = 86_400_000;

const WORDS = ["", "上海", "北京", "价格", "优惠价格", "a'b", 'c"d\\', "web", "WEB", "50%_", "\n", "😀"];
export const anyWord = fc.constantFrom(...WORDS);
const anyDecimal = fc.oneof(
  fc.constantFrom(0n, 1_000_000n, -1_000_000n, 3_000_000n, 100_000n, 200_000n),
  fc.bigInt({ min: -5_000_000n, max: 5_000_000n }),
);

/** Instants that like to stand on the borders of windows. */
export const anyInstant: fc.Arbitrary<Instant> = fc.oneof(
  fc.tuple(fc.constantFrom(0, 1, 2, 7, 28, 30, 31, 365), fc.constantFrom(-1, 0, 1)).map(([days, off]) => AS_OF - days * DAY + off),
  fc.integer({ min: AS_OF - 400 * DAY, max: AS_OF + 5 * DAY }),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });

const anyEvent: fc.Arbitrary<FactEvent> = fc
  .record({
    event: fc.constantFrom("Order", "View"),
    time: anyInstant,
    amount: maybe(anyDecimal),
    channel: maybe(anyWord),
    paid_at: maybe(anyInstant),
    gift: maybe(fc.boolean()),
    labels: maybe(fc.uniqueArray(anyWord, { maxLength: 3 })),
    products: fc.array(fc.record({ category: maybe(anyWord), price: maybe(anyDecimal) }), { maxLength: 3 }),
  })
  .map(({ event: name, time, products, ...own }) => ({
    event: name,
    time,
    properties:
      name === "View"
        ? { amount: own.amount, channel: own.channel }
        : { ...own, "products[].category": products.map((item) => item.category), "products[].price": products.map((item) => item.price) },
  }));

const VALUES: Record<string, fc.Arbitrary<Seen>> = {
  city: anyWord,
  points: anyDecimal,
  vip: fc.boolean(),
  birthday: fc.oneof(anyInstant, fc.constantFrom(Date.UTC(2024, 1, 28, 16), Date.UTC(2000, 1, 27, 16), Date.UTC(1990, 2, 2, 16))),
  interests: fc.uniqueArray(anyWord, { minLength: 1, maxLength: 3 }),
};

const anyAttribute: fc.Arbitrary<FactAttribute> = fc.constantFrom(...Object.keys(VALUES)).chain((attribute) =>
  fc.record({
    attribute: fc.constant(attribute),
    at: anyInstant,
    received: fc.integer({ min: AS_OF, max: AS_OF + 1_000_000 }),
    value: maybe(VALUES[attribute]!),
  }),
);

/** Two values of one attribute with the same times have no order: the later one is kept. */
function distinctTimes(attributes: readonly FactAttribute[]): FactAttribute[] {
  return [...new Map(attributes.map((entry) => [`${entry.attribute} ${entry.at} ${entry.received}`, entry])).values()];
}

export const anyFacts: fc.Arbitrary<CustomerFacts> = fc
  .record({ events: fc.array(anyEvent, { maxLength: 6 }), attributes: fc.array(anyAttribute, { maxLength: 6 }) })
  .map(({ events, attributes }) => ({ events, attributes: distinctTimes(attributes) }));

const stamp = (instant: Instant) => new Date(instant).toISOString().replace("T", " ").replace("Z", "");
const stored = (value: Seen | undefined): unknown =>
  value === undefined ? null : typeof value === "bigint" ? formatDecimal(value) : typeof value === "number" ? stamp(value) : value;

/** The rows of the fact store that say the same as the facts. */
export function rowsOf(facts: readonly CustomerFacts[]) {
  const customers = facts.map((_, index) => ({ customer: index + 1, created: stamp(AS_OF), batch: 1 }));
  const events = facts.flatMap(({ events: list }, index) =>
    list.map(({ event: name, time, properties }) => ({
      event: name,
      customer: index + 1,
      time: stamp(time),
      received: stamp(AS_OF),
      batch: 1,
      extra: "",
      p_amount: stored(properties["amount"] as Seen | undefined),
      p_channel: stored(properties["channel"] as Seen | undefined),
      p_paid_at: stored(properties["paid_at"] as Seen | undefined),
      p_gift: stored(properties["gift"] as Seen | undefined),
      p_labels: properties["labels"] ?? [],
      p_products_category: ((properties["products[].category"] ?? []) as (Seen | undefined)[]).map(stored),
      p_products_price: ((properties["products[].price"] ?? []) as (Seen | undefined)[]).map(stored),
    })),
  );
  const attributes = facts.flatMap(({ attributes: list }, index) =>
    list.map(({ attribute, at, received, value }) => ({
      attribute,
      customer: index + 1,
      at: stamp(at),
      received: stamp(received),
      batch: 1,
      text: typeof value === "string" ? value : null,
      number: typeof value === "bigint" ? formatDecimal(value) : null,
      time: typeof value === "number" ? stamp(value) : null,
      flag: typeof value === "boolean" ? value : null,
      list: Array.isArray(value) ? value : [],
      cleared: value === undefined,
    })),
  );
  return { customers, events, attributes };
}
