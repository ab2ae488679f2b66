import fc from "fast-check";
import { isObject } from "../../src/rules/index.ts";
import { amountMeasures, amounts, AMOUNTS, durationTrend } from "./amounts.ts";
import { TESTS, anyDuration, anySign, anyTime, durations, times, type Raw } from "./values.ts";

/** Random rules as people write them, over the catalogue of world.ts. */
const attributeLeaf: fc.Arbitrary<Raw> = fc
  .constantFrom(
    ["city", "text"],
    ["points", "number"],
    ["vip", "boolean"],
    ["joined_at", "time"],
    ["birthday", "date"],
    ["watched", "duration"],
    ["interests", "list"],
  )
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
    due_on: "date",
    gift: "boolean",
    waited: "duration",
    labels: "list",
    "products[].category": "text",
    "products[].price": "number",
    "products[].best_before": "date",
    "products[].made_in": "duration",
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
        : fc
            .record(Object.fromEntries(chosen.map(([name, type]) => [name, asked(name, TESTS[type]!)])))
            .map((conditions) => ({ where: conditions })),
    );
}

/** Of a list's member: of some element, of none, or both. */
function asked(name: string, tests: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (!name.includes("[]")) return tests;
  const none = tests.map((of) => ({ none: of }));
  const both = fc.tuple(tests, tests).map(([some, of]) => (isObject(some) ? { ...some, none: of } : { is: some, none: of }));
  return fc.oneof({ weight: 3, arbitrary: tests }, none, both);
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
  fc.constantFrom({ gte: 1, lt: 3 }, { gt: 0, lte: 2, neq: 1 }),
  fc.constant(undefined),
);
const elapsed = fc.oneof(
  fc.tuple(anySign, anyDuration).map(([sign, value]) => `${sign} ${value}`),
  durations.map((between) => ({ between })),
  fc.tuple(anyDuration, anyDuration).map(([gte, lt]) => ({ gte, lt })),
);
const moments = fc.oneof(
  fc.tuple(anySign, anyTime).map(([sign, value]) => `${sign} ${value}`),
  times.map((between) => ({ between })),
  fc.tuple(anyTime, anyTime).map(([gte, lt]) => ({ gte, lt })),
);

function measure(event: string): fc.Arbitrary<Raw> {
  const names = Object.entries(PROPERTIES[event]!);
  const of = (type: string) => fc.constantFrom(...names.filter(([, own]) => own === type).map(([name]) => name));
  const amountTypes = Object.keys(AMOUNTS).filter((type) => names.some(([, own]) => own === type));
  const picked = fc
    .constantFrom("first", "last", "mostFrequent")
    .chain((kind) =>
      fc
        .constantFrom(...names.filter(([, type]) => type !== "list"))
        .chain(([name, type]) => TESTS[type]!.map((tests): Raw => ({ measure: { [kind]: name }, is: tests }))),
    );
  const choices: fc.Arbitrary<Raw>[] = [
    counts.map((is): Raw => (is === undefined ? {} : { is })),
    picked,
    counts.map((is): Raw => ({ measure: "activeDays", ...(is !== undefined && { is }) })),
    fc.record({ measure: fc.constantFrom("first", "last").map((timeSince) => ({ timeSince })), is: elapsed }),
    ...amountTypes.flatMap((type) => amountMeasures(type, of(type))),
    fc.record({
      measure: fc.constantFrom(...names.filter(([, type]) => type !== "list").map(([name]) => ({ distinctCount: name }))),
      is: fc.integer({ min: 0, max: 3 }).map((count) => `>= ${count}`),
    }),
  ];
  if (event === "Order")
    choices.push(
      fc.record({ measure: fc.constantFrom({ minimum: "paid_at" }, { maximum: "paid_at" }), is: moments }),
      fc.record({
        measure: fc.constantFrom({ minimum: "due_on" }, { maximum: "due_on" }, { maximum: "products[].best_before" }),
        is: TESTS["date"]!,
      }),
    );
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
  { measure: { median: "amount" } },
  { measure: { percentile: { property: "amount", percent: 90 } } },
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

const anyConsent: fc.Arbitrary<Raw> = fc.constantFrom(
  { consent: "sms" },
  { consent: "marketing" },
  { consent: "marketing", channel: "sms" },
);

/** Measures without their comparison that are amounts. */
const anyAmount = fc
  .constantFrom("Order", "View")
  .chain((event) =>
    fc
      .tuple(where(event), window, trendMeasures)
      .map(([conditions, span, measured]): Raw => ({ event, ...conditions, ...span, ...measured })),
  );
const anyLimit = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constantFrom("1%", "20%", "33.333333%", "50%", "66.666667%", "100%"));
function rankLeaf(among: fc.Arbitrary<Raw>): fc.Arbitrary<Raw> {
  return fc
    .record({ rank: anyAmount, side: fc.constantFrom("top", "bottom"), limit: anyLimit, among: fc.option(among, { nil: undefined }) })
    .map(({ rank, side, limit, among: who }) => ({ rank, [side]: limit, ...(who !== undefined && { among: who }) }));
}

const anyRepeated = fc.constantFrom<readonly [string, string, string | undefined]>(
  ["Order", "channel", undefined],
  ["Order", "channel", "amount"],
  ["Order", "products[].category", undefined],
  ["Order", "products[].category", "products[].price"],
  ["View", "channel", undefined],
);
const cycleLeaf: fc.Arbitrary<Raw> = anyRepeated.chain(([event, by, quantity]) =>
  fc
    .record({
      conditions: fc.oneof(fc.constant({}), where(event)),
      dueWithin: anyDuration,
      minimumIntervals: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ conditions, ...rest }) => ({ cycle: { event, by, ...conditions, ...(quantity !== undefined && { quantity }) }, ...rest })),
);

/** How long a tag has been had; longest of all none, for what enters in the run itself. */
const held: fc.Arbitrary<Raw> = fc.oneof(
  elapsed.map((is) => ({ for: is })),
  anyDuration.map((enteredWithin) => ({ enteredWithin })),
  anyDuration.map((least) => ({ for: least })),
);

/** What a rule may be made of besides what each customer's own data say. */
export interface Parts {
  /** For how long tags have been had. */
  readonly held: boolean;
  /** What customers are among each other. */
  readonly together: boolean;
}

/** A rule of any shape, at most `depth` groups deep, that may name the given tags. Without `parts`, each customer's own data answer it. */
export function anyRule(depth: number, named: readonly Raw[] = [], parts?: Parts): fc.Arbitrary<Raw> {
  const leaves: fc.Arbitrary<Raw>[] = [attributeLeaf, anyMeasured, trendLeaf, durationTrend, sequenceLeaf, anyConsent];
  if (parts?.together) leaves.push(cycleLeaf, rankLeaf(depth === 0 ? anyMeasured : anyRule(depth - 1, named, parts)));
  if (named.length > 0) {
    // Twice, for there are many of them.
    leaves.push(fc.constantFrom(...named), fc.constantFrom(...named));
    const tags = named.filter((leaf) => "tag" in leaf);
    if (parts?.held && tags.length > 0)
      leaves.push(fc.tuple(fc.constantFrom(...tags), held).map(([leaf, length]) => ({ ...leaf, ...length })));
  }
  const leaf = fc.oneof(...leaves);
  if (depth === 0) return leaf;
  const inner = anyRule(depth - 1, named, parts);
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map((all) => ({ all })) },
    { weight: 1, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: inner.map((not) => ({ not })) },
  );
}
