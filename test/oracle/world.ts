import fc from "fast-check";
import { STORED_TYPES, type Catalogue, type EventDef, type PropertyDef } from "../../src/catalogue/index.ts";
import { addDays, dayOf, formatDecimal, type Day, type Instant } from "../../src/kernel/index.ts";
import type { CustomerFacts, FactAttribute, FactEvent, FactMembership, Seen } from "../../src/rules/index.ts";

/** A small fixed catalogue whose fields exist as columns; random facts and rules are over it. */
const text = (code: string) => ({ zh: code, en: code });
const property = (code: string, type: PropertyDef["type"], field: string): [string, PropertyDef] => [
  code,
  { code, name: text(code), type, sensitivity: "ordinary" as const, field, array: code.includes("[]") },
];
const event = (code: string, properties: [string, PropertyDef][]): [string, EventDef] => [
  code,
  { code, name: text(code), labelled: true, properties: new Map(properties) },
];

const ORDER = [
  property("amount", "number", "p_amount"),
  property("channel", "text", "p_channel"),
  property("paid_at", "time", "p_paid_at"),
  property("due_on", "date", "p_due_on"),
  property("gift", "boolean", "p_gift"),
  property("waited", "duration", "p_waited"),
  property("labels", "list", "p_labels"),
  property("products[].category", "text", "p_products_category"),
  property("products[].price", "number", "p_products_price"),
  property("products[].best_before", "date", "p_products_best_before"),
  property("products[].made_in", "duration", "p_products_made_in"),
];

/** Purposes and channels a customer can agree to. */
export const CONSENTS = ["sms", "marketing"];

export const catalogue: Catalogue = {
  attributes: new Map(
    Object.entries<PropertyDef["type"]>({
      city: "text",
      points: "number",
      vip: "boolean",
      joined_at: "time",
      birthday: "date",
      watched: "duration",
      interests: "list",
      ...Object.fromEntries(CONSENTS.map((name) => [`consent.${name}`, "boolean"] as const)),
    }).map(([code, type]) => [code, { code, name: text(code), type, sensitivity: "ordinary" as const }]),
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
  "p_due_on Nullable(Date32)",
  "p_gift Nullable(Bool)",
  "p_labels Array(String)",
  "p_products_category Array(Nullable(String))",
  "p_products_price Array(Nullable(Decimal(18, 6)))",
  "p_waited Nullable(Decimal(18, 6))",
  "p_products_best_before Array(Nullable(Date32))",
  "p_products_made_in Array(Nullable(Decimal(18, 6)))",
];

/** The same for a catalogue of the records. */
export const FIELDS = {
  attributes: Object.fromEntries([...catalogue.attributes.values()].map(({ code, type }) => [code, type])),
  events: Object.fromEntries(
    [...catalogue.events.values()].map(({ code, properties }) => [
      code,
      Object.fromEntries([...properties.values()].map((one) => [one.code, one.type])),
    ]),
  ),
};

export const AS_OF: Instant = Date.UTC(2025, 2, 1, 4, 30, 0, 0);
export const TIMEZONE = "Asia/Shanghai";
const DAY = 86_400_000;

const WORDS = [
  "",
  "上海",
  "北京",
  "价格",
  "优惠价格",
  "a'b",
  'c"d\\',
  "web",
  "WEB",
  "ÉTÉ",
  "été",
  "ΟΔΟΣ",
  "οδος",
  "İ",
  "50%_",
  "\n",
  "😀",
  "\u3000",
  "\r",
];
export const anyWord = fc.constantFrom(...WORDS);
const anyDecimal = fc.oneof(
  fc.constantFrom(0n, 1_000_000n, -1_000_000n, 3_000_000n, 100_000n, 200_000n),
  fc.bigInt({ min: -5_000_000n, max: 5_000_000n }),
);

/** Lengths of time in seconds; some are equal to one of the rules. */
export const anySeconds = fc.oneof(
  fc.constantFrom(0n, 60_000_000n, 5_400_000_000n, 9_000_000_000n, 86_400_000_000n),
  fc.bigInt({ min: 0n, max: 20_000_000_000n }),
);

/** Instants that like to stand on the borders of windows. */
export const anyInstant: fc.Arbitrary<Instant> = fc.oneof(
  fc.tuple(fc.constantFrom(0, 1, 2, 7, 28, 30, 31, 365), fc.constantFrom(-1, 0, 1)).map(([days, off]) => AS_OF - days * DAY + off),
  fc.integer({ min: AS_OF - 400 * DAY, max: AS_OF + 5 * DAY }),
);

/** Days about the one of AS_OF, ends of months among them, and the empty birthday of every system. */
export const anyDay: fc.Arbitrary<Day> = fc.oneof(
  fc
    .tuple(fc.constantFrom(0, 1, 2, 7, 28, 30, 31, 365), fc.constantFrom(-1, 1), fc.constantFrom(-1, 0, 1))
    .map(([days, side, off]) => addDays(dayOf(AS_OF, TIMEZONE), side * days + off)),
  fc.constantFrom("1900-01-01", "2299-12-31", "2024-02-29", "2000-02-28", "1990-03-02", "1940-06-01", "2007-03-01", "2007-03-02"),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 4 });

/** Words that come again, so that there is something to rank and to buy again. */
const anyThing = fc.oneof({ weight: 2, arbitrary: fc.constantFrom("上海", "web") }, anyWord);

const anyEvent: fc.Arbitrary<FactEvent> = fc
  .record({
    event: fc.constantFrom("Order", "View"),
    time: anyInstant,
    amount: maybe(anyDecimal),
    channel: maybe(anyThing),
    paid_at: maybe(anyInstant),
    due_on: maybe(anyDay),
    gift: maybe(fc.boolean()),
    waited: maybe(anySeconds),
    labels: maybe(fc.uniqueArray(anyWord, { maxLength: 3 })),
    products: fc.array(
      fc.record({ category: maybe(anyThing), price: maybe(anyDecimal), bestBefore: maybe(anyDay), madeIn: maybe(anySeconds) }),
      { maxLength: 3 },
    ),
  })
  .map(({ event: name, time, products, ...own }) => ({
    event: name,
    time,
    properties:
      name === "View"
        ? { amount: own.amount, channel: own.channel }
        : {
            ...own,
            "products[].category": products.map((item) => item.category),
            "products[].price": products.map((item) => item.price),
            "products[].best_before": products.map((item) => item.bestBefore),
            "products[].made_in": products.map((item) => item.madeIn),
          },
  }));

const VALUES: Record<string, fc.Arbitrary<Seen>> = {
  city: anyWord,
  points: anyDecimal,
  vip: fc.boolean(),
  joined_at: fc.oneof(anyInstant, fc.constantFrom(Date.UTC(2024, 1, 28, 16), Date.UTC(2000, 1, 27, 16), Date.UTC(1990, 2, 2, 16))),
  birthday: anyDay,
  watched: anySeconds,
  interests: fc.uniqueArray(anyWord, { minLength: 1, maxLength: 3 }),
  ...Object.fromEntries(CONSENTS.map((name) => [`consent.${name}`, fc.boolean()])),
};

const anyAttribute: fc.Arbitrary<FactAttribute> = fc.constantFrom(...Object.keys(VALUES)).chain((attribute) =>
  fc.record({
    attribute: fc.constant(attribute),
    // Some stand at one instant: then their values decide.
    at: fc.oneof(anyInstant, fc.constantFrom(AS_OF, AS_OF - DAY, AS_OF - 2 * DAY)),
    value: maybe(VALUES[attribute]!),
  }),
);

/** Comings and goings of one tag, in turn: each instant turns the customer round, or of a tiered tag gives another value or none. */
function anyHistory(tag: string, values: readonly string[]): fc.Arbitrary<FactMembership[]> {
  const moves = fc.uniqueArray(fc.record({ at: anyInstant, value: fc.constantFrom(...values, null) }), {
    maxLength: 4,
    selector: ({ at }) => at,
  });
  return moves.map((list) => {
    let had: string | null = null;
    return list
      .toSorted((a, b) => a.at - b.at)
      .flatMap(({ at, value }) => {
        const now: string | null = had === value ? null : value;
        const left: FactMembership[] = had === null ? [] : [{ tag, value: had, at, entered: false }];
        const entered: FactMembership[] = now === null ? [] : [{ tag, value: now, at, entered: true }];
        had = now;
        return [...left, ...entered];
      });
  });
}

/** Tags whose past in the membership history is made up: `hand` is static, whatever its last move says holds. */
const HISTORIES = fc.tuple(anyHistory("t0", [""]), anyHistory("t1", [""]), anyHistory("hand", [""]), anyHistory("tiers", ["高", "低"]));

export const anyFacts: fc.Arbitrary<CustomerFacts> = fc
  .record({
    events: fc.array(anyEvent, { maxLength: 6 }),
    attributes: fc.array(anyAttribute, { maxLength: 6 }),
    memberships: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: HISTORIES }),
  })
  .map(({ memberships, ...facts }) => ({ ...facts, memberships: memberships.flat() }));

const stamp = (instant: Instant) => new Date(instant).toISOString().replace("T", " ").replace("Z", "");
const stored = (value: Seen | undefined): unknown =>
  value === undefined ? null : typeof value === "bigint" ? formatDecimal(value) : typeof value === "number" ? stamp(value) : value;

const typeOf = (attribute: string) => catalogue.attributes.get(attribute)?.type;

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
      p_due_on: stored(properties["due_on"] as Seen | undefined),
      p_waited: stored(properties["waited"] as Seen | undefined),
      p_gift: stored(properties["gift"] as Seen | undefined),
      p_labels: properties["labels"] ?? [],
      p_products_category: ((properties["products[].category"] ?? []) as (Seen | undefined)[]).map(stored),
      p_products_price: ((properties["products[].price"] ?? []) as (Seen | undefined)[]).map(stored),
      p_products_made_in: ((properties["products[].made_in"] ?? []) as (Seen | undefined)[]).map(stored),
      p_products_best_before: ((properties["products[].best_before"] ?? []) as (Seen | undefined)[]).map(stored),
    })),
  );
  const attributes = facts.flatMap(({ attributes: list }, index) =>
    list.map(({ attribute, at, value }) => ({
      attribute,
      customer: index + 1,
      at: stamp(at),
      received: stamp(AS_OF),
      batch: 1,
      ...Object.fromEntries(Object.values(STORED_TYPES).map(({ column, absent }) => [column, absent])),
      ...(value !== undefined && { [STORED_TYPES[typeOf(attribute)!].column]: stored(value) }),
      cleared: value === undefined,
    })),
  );
  return { customers, events, attributes };
}

/** Statements that write the same past into the membership history, and the static tag's members. `idOf` numbers tags. */
export function historyOf(facts: readonly CustomerFacts[], idOf: (tag: string) => number): string[] {
  const moves = facts.flatMap(({ memberships = [] }, index) => memberships.map((move) => ({ ...move, customer: index + 1 })));
  if (moves.length === 0) return [];
  const instants = [...new Set(moves.map(({ at }) => at))].toSorted((a, b) => a - b);
  const bitmap = (customers: readonly number[]) => `bitmapBuild(CAST([${customers.join(", ")}] AS Array(UInt32)))`;
  const rows = Map.groupBy(moves, ({ tag, value, at }) => JSON.stringify([tag, value, at]));
  const selects = [...rows.values()].map((group) => {
    const { tag, value, at } = group[0]!;
    const who = (entered: boolean) => bitmap(group.filter((move) => move.entered === entered).map(({ customer }) => customer));
    return `SELECT ${idOf(tag)}, '${value}', ${1 + instants.indexOf(at)}, fromUnixTimestamp64Milli(toInt64(${at}), 'UTC'), now64(3), 'rule', 1, '', ${who(true)}, ${who(false)}`;
  });
  const held = facts.flatMap((one, index) => (isHeld("hand", one, Infinity) ? [index + 1] : []));
  return [
    `INSERT INTO membership_changes (tag, value, evaluation, at, recorded, cause, version, actor, entered, left) ${selects.join(" UNION ALL ")}`,
    `INSERT INTO members (tag, value, evaluation, customers) SELECT ${idOf("hand")}, '', ${instants.length}, ${bitmap(held)}`,
  ];
}

/** Whether the customer's last move up to the instant was in. */
export function isHeld(tag: string, { memberships = [] }: CustomerFacts, asOf: Instant): boolean {
  const own = memberships.filter((move) => move.tag === tag && move.at <= asOf);
  return own.length > 0 && own.reduce((a, b) => (b.at >= a.at ? b : a)).entered;
}
