import fc from "fast-check";
import { expect } from "vitest";
import type { Instant } from "../../src/kernel/index.ts";
import {
  Reading,
  interpretTags,
  readTagRule,
  type CustomerFacts,
  type SegmentRef,
  type TagRef,
  type TagRule,
} from "../../src/rules/index.ts";
import type { TagRecord, TagSet } from "../../src/tags/index.ts";
import { anyMeasured, anyRule } from "./rules.ts";
import { TIMEZONE, catalogue, isHeld } from "./world.ts";

const SIMPLE: readonly Record<string, unknown>[] = [
  { tag: "t0" },
  { tag: "t1" },
  { tag: "tiers" },
  { tag: "tiers", value: "高" },
  { tag: "tiers", value: ["低", "其他"] },
  { segment: "近日" },
];
/** What the ledger and a static tag say besides. */
const MORE = [...SIMPLE, { tag: "hand" }, { segment: "其余" }];

/** Saved segments that tags name. */
const SEGMENTS: ReadonlyMap<string, SegmentRef> = new Map([
  ["s1", { id: "s1", name: "近日", where: "t0 and not t1" }],
  ["s2", { id: "s2", name: "其余", where: "tiers = 高 或 非 hand" }],
]);

/** Metric tags are numbers and dates; picked values may be texts. */
function isPicked({ measure }: Record<string, unknown>): boolean {
  return typeof measure === "object" && measure !== null && ["first", "last", "mostFrequent"].some((kind) => kind in measure);
}

function tagsWith(named: readonly Record<string, unknown>[], together: boolean) {
  return fc.record({
    t0: anyRule(2, [], together),
    t1: anyRule(3, [], together),
    tiers: fc.record({ high: anyRule(1, [], together), low: anyRule(1, [], together), fallback: fc.boolean() }),
    t2: anyRule(4, named, together),
    t3: anyRule(2, [...named, { tag: "t2" }], together),
    metric: anyMeasured.map(({ is: _, ...measured }) => (isPicked(measured) ? { event: measured["event"] } : measured)),
    hand: fc.constant(together),
  });
}

/** A set of tags: plain ones, a tiered one over them, and ones that name those. Each customer's own data answers them. */
export const anyTags = tagsWith(SIMPLE, false);
/** The whole language: also ranks, cycles, durations by the ledger and a static tag. */
export const everyTags = tagsWith(MORE, true);

export type RawTags = typeof anyTags extends fc.Arbitrary<infer T> ? T : never;

/** Reads raw definitions the way a document is read; a generator that makes an unsound rule is itself wrong. */
export function readTags(raw: RawTags): Map<string, TagRule> {
  const sources: [string, TagRef["kind"], Record<string, unknown>][] = [
    ["t0", "rule", { rule: raw.t0 }],
    ["t1", "rule", { rule: raw.t1 }],
    [
      "tiers",
      "tiered",
      {
        values: [
          { value: "高", rule: raw.tiers.high },
          { value: "低", rule: raw.tiers.low },
        ],
        ...(raw.tiers.fallback && { default: "其他" }),
      },
    ],
    ["t2", "rule", { rule: raw.t2 }],
    ["t3", "rule", { rule: raw.t3 }],
    ["metric", "metric", { value: raw.metric }],
    ...(raw.hand ? [["hand", "static", {}] as [string, TagRef["kind"], Record<string, unknown>]] : []),
  ];
  const refs = new Map(
    sources.map(([code, kind]) => [
      code,
      { code, name: { zh: code, en: code }, kind, values: kind === "tiered" ? ["高", "低", "其他"] : [] },
    ]),
  );
  const reading = new Reading({ catalogue, tags: refs, segments: SEGMENTS, timezone: TIMEZONE });
  const rules = sources.map(([code, kind, source]) => [code, readTagRule({ kind, ...source }, code, reading)] as const);
  expect(reading.issues).toEqual([]);
  return new Map(rules.map(([code, rule]) => [code, rule!]));
}

/** The tags as a set, for what walks from tag to tag. */
export function tagSetOf(rules: ReadonlyMap<string, TagRule>): TagSet {
  return {
    tags: new Map([...rules].map(([code, rule]) => [code, { code, kind: rule.kind, rule } as TagRecord])),
    refs: new Map(),
    segments: SEGMENTS,
  };
}

/** Who has which tag and value, by `code/value`, as the interpreter says. Customers are numbered from 1. */
export function membersByOracle(
  rules: ReadonlyMap<string, TagRule>,
  population: readonly CustomerFacts[],
  asOf: Instant,
): Map<string, number[]> {
  const members = new Map<string, number[]>();
  for (const [code, rule] of rules) {
    const values =
      rule.kind === "rule" || (rule.kind === "static" && population.some((one) => (one.memberships ?? []).length > 0))
        ? [""]
        : rule.kind === "tiered"
          ? [...rule.values.map(({ value }) => value), ...(rule.default === null ? [] : [rule.default])]
          : [];
    for (const value of values) members.set(`${code}/${value}`, []);
  }
  const isMember = (tag: string, customer: number) => isHeld(tag, population[customer]!);
  for (const [index, answers] of interpretTags(rules, population, { asOf, timezone: TIMEZONE }, isMember).entries()) {
    for (const [code, answer] of answers) {
      if (answer === true) members.get(`${code}/`)?.push(index + 1);
      if (typeof answer === "string") members.get(`${code}/${answer}`)?.push(index + 1);
    }
  }
  return members;
}
