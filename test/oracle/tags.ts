import fc from "fast-check";
import { expect } from "vitest";
import type { Instant } from "../../src/kernel/index.ts";
import { Reading, interpretTags, readTagRule, type CustomerFacts, type TagRef, type TagRule } from "../../src/rules/index.ts";
import type { TagRecord, TagSet } from "../../src/tags/index.ts";
import { anyMeasured, anyRule } from "./rules.ts";
import { TIMEZONE, catalogue } from "./world.ts";

const SIMPLE: readonly Record<string, unknown>[] = [
  { tag: "t0" },
  { tag: "t1" },
  { tag: "tiers" },
  { tag: "tiers", value: "高" },
  { tag: "tiers", value: ["低", "其他"] },
];

/** Metric tags are numbers and dates; picked values may be texts. */
function isPicked({ measure }: Record<string, unknown>): boolean {
  return typeof measure === "object" && measure !== null && ["first", "last", "mostFrequent"].some((kind) => kind in measure);
}

/** A set of tags: plain ones, a tiered one over them, and ones that name those. */
export const anyTags = fc.record({
  t0: anyRule(2),
  t1: anyRule(3),
  tiers: fc.record({ high: anyRule(1), low: anyRule(1), fallback: fc.boolean() }),
  t2: anyRule(4, SIMPLE),
  t3: anyRule(2, [...SIMPLE, { tag: "t2" }]),
  metric: anyMeasured.map(({ is: _, ...measured }) => (isPicked(measured) ? { event: measured["event"] } : measured)),
});

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
  ];
  const refs = new Map(
    sources.map(([code, kind]) => [
      code,
      { code, name: { zh: code, en: code }, kind, values: kind === "tiered" ? ["高", "低", "其他"] : [] },
    ]),
  );
  const reading = new Reading({ catalogue, tags: refs, timezone: TIMEZONE });
  const rules = sources.map(([code, kind, source]) => [code, readTagRule({ kind, ...source }, code, reading)] as const);
  expect(reading.issues).toEqual([]);
  return new Map(rules.map(([code, rule]) => [code, rule!]));
}

/** The tags as a set, for what walks from tag to tag. */
export function tagSetOf(rules: ReadonlyMap<string, TagRule>): TagSet {
  return { tags: new Map([...rules].map(([code, rule]) => [code, { code, rule } as TagRecord])), refs: new Map() };
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
      rule.kind === "rule"
        ? [""]
        : rule.kind === "tiered"
          ? [...rule.values.map(({ value }) => value), ...(rule.default === null ? [] : [rule.default])]
          : [];
    for (const value of values) members.set(`${code}/${value}`, []);
  }
  for (const [index, one] of population.entries()) {
    for (const [code, answer] of interpretTags(rules, one, { asOf, timezone: TIMEZONE })) {
      if (answer === true) members.get(`${code}/`)?.push(index + 1);
      if (typeof answer === "string") members.get(`${code}/${answer}`)?.push(index + 1);
    }
  }
  return members;
}
