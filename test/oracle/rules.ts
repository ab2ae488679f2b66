import fc from "fast-check";
import { formatDecimal } from "../../src/kernel/index.ts";
import { AS_OF, anyWord } from "./world.ts";

/** Random rules as people write them, over the catalogue of world.ts. */
type Raw = Record<string, unknown>;

const DAY = 86_400_000;
const anyNumber = fc.oneof(
  fc.constantFrom("0", "1", "-1", "3", "0.1", "0.2", "0.3"),
  fc.bigInt({ min: -5_000_000n, max: 5_000_000n }).map(formatDecimal),
);
const anyDuration = fc.constantFrom("0h", "1h", "24h", "1d", "2d", "7d", "30d", "31d", "365d", "1w", "1m", "2m", "12m", "1y");
const anyTime = fc
  .tuple(fc.constantFrom(0, 1, 7, 30, 365), fc.constantFrom(-1, 0, 1))
  .map(([days, off]) => new Date(AS_OF - days * DAY + off).toISOString());
const anySign = fc.constantFrom(">", ">=", "<", "<=", "=", "!=");

function range<T>(value: fc.Arbitrary<T>, order: (a: T, b: T) => number) {
  return fc.tuple(value, value).map(([a, b]) => (order(a, b) <= 0 ? [a, b] : [b, a]));
}
const numbers = range(anyNumber, (a, b) => Number(a) - Number(b));
const times = range(anyTime, (a, b) => (a < b ? -1 : a > b ? 1 : 0));
const SIZE: Record<string, number> = { h: 1 / 24, d: 1, w: 7, m: 30.44, y: 365.25 };
const durations = range(anyDuration, (a, b) => Number.parseInt(a, 10) * SIZE[a.at(-1)!]! - Number.parseInt(b, 10) * SIZE[b.at(-1)!]!);

const isSet = fc.boolean().map((value) => ({ isSet: value }));
const words = fc.uniqueArray(anyWord, { minLength: 1, maxLength: 3 });
const anyNeedle = anyWord.filter((word) => word !== "");
const needles = fc.uniqueArray(anyNeedle, { minLength: 1, maxLength: 3 });
const TESTS: Record<string, fc.Arbitrary<unknown>> = {
  text: fc.oneof(
    anyWord,
    words,
    anyWord.map((is) => ({ is })),
    anyWord.map((isNot) => ({ isNot })),
    words.map((values) => ({ notIn: values })),
    anyNeedle.map((contains) => ({ contains })),
    needles.map((containsAny) => ({ containsAny })),
    anyNeedle.map((startsWith) => ({ startsWith })),
    anyNeedle.map((endsWith) => ({ endsWith })),
    fc.constantFrom("^上", "价.", "a'b", "[a-z]+$", "^$", "web|北", "\\d", ".").map((matches) => ({ matches })),
    isSet,
  ),
  number: fc.oneof(
    fc.tuple(anySign, anyNumber).map(([sign, value]) => `${sign} ${value}`),
    numbers.map((between) => ({ between })),
    fc.array(anyNumber, { minLength: 1, maxLength: 3 }),
    fc.array(anyNumber, { minLength: 1, maxLength: 3 }).map((values) => ({ notIn: values })),
    fc.tuple(anyNumber, anyNumber).map(([gte, lt]) => ({ gte, lt })),
    isSet,
  ),
  boolean: fc.oneof(
    fc.boolean(),
    fc.boolean().map((isNot) => ({ isNot })),
    isSet,
  ),
  time: fc.oneof(
    anyTime.map((before) => ({ before })),
    anyTime.map((after) => ({ after })),
    times.map((between) => ({ between })),
    anyDuration.map((withinLast) => ({ withinLast })),
    anyDuration.map((withinNext) => ({ withinNext })),
    fc.constantFrom("0d", "1d", "7d", "366d").map((anniversaryWithin) => ({ anniversaryWithin })),
    fc.tuple(anySign, anyDuration).map(([sign, duration]) => ({ age: `${sign} ${duration}` })),
    durations.map((between) => ({ age: { between } })),
    isSet,
  ),
  list: fc.oneof(
    anyNeedle,
    needles.map((hasAny) => ({ hasAny })),
    needles.map((hasAll) => ({ hasAll })),
    isSet,
  ),
};

const attributeLeaf: fc.Arbitrary<Raw> = fc
  .constantFrom(["city", "text"], ["points", "number"], ["vip", "boolean"], ["birthday", "time"], ["interests", "list"])
  .chain(([attribute, type]) =>
    TESTS[type!]!.map((tests): Raw =>
      typeof tests === "object" && tests !== null && !Array.isArray(tests)
        ? { attribute, ...tests }
        : bareAttribute(attribute!, type!, tests),
    ),
  );

function bareAttribute(attribute: string, type: string, tests: unknown): Raw {
  if (type === "list") return { attribute, hasAny: Array.isArray(tests) ? tests : [tests] };
  if (Array.isArray(tests)) return { attribute, in: tests };
  return { attribute, is: tests };
}

const PROPERTIES: Record<string, Record<string, string>> = {
  Order: {
    amount: "number",
    channel: "text",
    paid_at: "time",
    gift: "boolean",
    labels: "list",
    "products[].category": "text",
    "products[].price": "number",
  },
  View: { amount: "number", channel: "text" },
};

function where(event: string): fc.Arbitrary<Raw> {
  const properties = Object.entries(PROPERTIES[event]!);
  return fc
    .uniqueArray(fc.constantFrom(...properties), { minLength: 0, maxLength: 3, selector: ([name]) => name })
    .chain((chosen) =>
      chosen.length === 0
        ? fc.constant({})
        : fc.record(Object.fromEntries(chosen.map(([name, type]) => [name, TESTS[type]!]))).map((conditions) => ({ where: conditions })),
    );
}

const CALENDAR = [
  "today",
  "yesterday",
  "thisWeek",
  "lastWeek",
  "thisMonth",
  "lastMonth",
  "thisQuarter",
  "lastQuarter",
  "thisYear",
  "lastYear",
];
const anchor: fc.Arbitrary<Raw> = fc
  .tuple(fc.constantFrom("first", "last"), fc.constantFrom("Order", "View"))
  .chain(([which, event]) => where(event).map((conditions): Raw => ({ since: { [which]: { event, ...conditions } } })));

const window: fc.Arbitrary<Raw> = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...CALENDAR).map((calendar) => ({ calendar })),
  anchor,
  anyDuration.map((within) => ({ within })),
  anyTime.map((since) => ({ since })),
  anyTime.map((until) => ({ until })),
  times.map(([a, b]) => (a === b ? { since: a } : { since: a, until: b })),
);

const counts = fc.oneof(
  fc.tuple(anySign, fc.integer({ min: 0, max: 3 })).map(([sign, count]) => `${sign} ${count}`),
  fc.constant({ between: [1, 2] }),
  fc.constant(undefined),
);
const amounts = fc.oneof(
  fc.tuple(anySign, anyNumber).map(([sign, value]) => `${sign} ${value}`),
  numbers.map((between) => ({ between })),
);
const elapsed = fc.oneof(
  fc.tuple(anySign, anyDuration).map(([sign, value]) => `${sign} ${value}`),
  durations.map((between) => ({ between })),
);
const moments = fc.oneof(
  fc.tuple(anySign, anyTime).map(([sign, value]) => `${sign} ${value}`),
  times.map((between) => ({ between })),
);

function measure(event: string): fc.Arbitrary<Raw> {
  const names = Object.entries(PROPERTIES[event]!);
  const of = (type: string) => fc.constantFrom(...names.filter(([, own]) => own === type).map(([name]) => name));
  const picked = fc
    .constantFrom("first", "last", "mostFrequent")
    .chain((kind) =>
      fc
        .constantFrom(...names.filter(([name, type]) => type !== "list" && !name.includes("[]")))
        .chain(([name, type]) => TESTS[type]!.map((tests): Raw => ({ measure: { [kind]: name }, is: tests }))),
    );
  const choices: fc.Arbitrary<Raw>[] = [
    counts.map((is): Raw => (is === undefined ? {} : { is })),
    picked,
    counts.map((is): Raw => ({ measure: "activeDays", ...(is !== undefined && { is }) })),
    fc.record({ measure: fc.constantFrom("first", "last").map((timeSince) => ({ timeSince })), is: elapsed }),
    fc.record({ measure: of("number").map((sum) => ({ sum })), is: amounts }),
    fc.record({ measure: of("number").map((average) => ({ average })), is: amounts }),
    fc.record({ measure: of("number").map((minimum) => ({ minimum })), is: amounts }),
    fc.record({ measure: of("number").map((maximum) => ({ maximum })), is: amounts }),
    fc.record({
      measure: fc.constantFrom(...names.filter(([, type]) => type !== "list").map(([name]) => ({ distinctCount: name }))),
      is: fc.integer({ min: 0, max: 3 }).map((count) => `>= ${count}`),
    }),
  ];
  if (event === "Order") choices.push(fc.record({ measure: fc.constantFrom({ minimum: "paid_at" }, { maximum: "paid_at" }), is: moments }));
  return fc.oneof(...choices);
}

export const anyMeasured: fc.Arbitrary<Raw> = fc
  .constantFrom("Order", "View")
  .chain((event) =>
    fc.tuple(where(event), window, measure(event)).map(([conditions, span, measured]) => ({ event, ...conditions, ...span, ...measured })),
  );

const trendMeasures = fc.constantFrom<Raw>(
  {},
  { measure: { sum: "amount" } },
  { measure: { average: "amount" } },
  { measure: { minimum: "amount" } },
  { measure: { maximum: "amount" } },
  { measure: "activeDays" },
  { measure: { distinctCount: "channel" } },
);
const trendLeaf: fc.Arbitrary<Raw> = fc
  .record({
    event: fc
      .constantFrom("Order", "View")
      .chain((event) => fc.tuple(where(event), trendMeasures).map(([conditions, measured]) => ({ event, ...conditions, ...measured }))),
    window: anyDuration,
    by: fc.constantFrom("ratio", "difference"),
    is: amounts,
    before: fc.option(amounts, { nil: undefined }),
  })
  .map(({ event, window: span, by, is, before }) => ({ trend: event, window: span, [by]: is, ...(before !== undefined && { before }) }));

const fixed = fc.constantFrom("0h", "1h", "24h", "1d", "7d", "30d", "1w");
const step = fc.constantFrom("Order", "View").chain((event) => where(event).map((conditions): Raw => ({ event, ...conditions })));
const sequenceLeaf: fc.Arbitrary<Raw> = fc
  .record({
    first: step,
    later: fc.array(fc.tuple(step, fc.option(fixed, { nil: undefined })), { minLength: 0, maxLength: 2 }),
    without: fc.option(fc.tuple(step, fixed), { nil: undefined }),
    within: fc.option(anyDuration, { nil: undefined }),
  })
  .map(({ first, later, without, within }) => {
    const steps = [first, ...later.map(([next, limit]) => ({ ...next, ...(limit !== undefined && { within: limit }) }))];
    const end = without ?? (steps.length === 1 ? ([first, "24h"] as const) : undefined);
    return { sequence: [...steps, ...(end ? [{ notFollowedBy: end[0], within: end[1] }] : [])], ...(within !== undefined && { within }) };
  });

/** A rule of any shape, at most `depth` groups deep, that may name the given tags. */
export function anyRule(depth: number, named: readonly Raw[] = []): fc.Arbitrary<Raw> {
  const leaves: fc.Arbitrary<Raw>[] = [attributeLeaf, anyMeasured, trendLeaf, sequenceLeaf];
  if (named.length > 0) leaves.push(fc.constantFrom(...named));
  const leaf = fc.oneof(...leaves);
  if (depth === 0) return leaf;
  const inner = anyRule(depth - 1, named);
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map((all) => ({ all })) },
    { weight: 1, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: inner.map((not) => ({ not })) },
  );
}
