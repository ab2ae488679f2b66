import fc from "fast-check";
import { expect } from "vitest";
import type { Instant } from "../../src/kernel/index.ts";
import {
  Reading,
  interpretTags,
  readTagRule,
  valuesOf,
  type Answer,
  type CustomerFacts,
  type SegmentRef,
  type TagRef,
  type TagRule,
} from "../../src/rules/index.ts";
import type { TagRecord, TagSet } from "../../src/tags/index.ts";
import { refsOf } from "../../src/tags/refs.ts";
import { anyMeasured, anyRule, type Parts } from "./rules.ts";
import { TIMEZONE, catalogue } from "./world.ts";

const NAMED: readonly Record<string, unknown>[] = [
  { tag: "t0" },
  { tag: "t1" },
  { tag: "tiers" },
  { tag: "tiers", value: "高" },
  { tag: "hand" },
  { segment: "近日" },
  { segment: "其余" },
];

const has = (tag: string, values: string[] | null = null) => ({ kind: "tag", tag, values, held: null }) as const;
/** Saved segments that tags name. */
export const SEGMENTS: ReadonlyMap<string, SegmentRef> = new Map([
  ["s1", { id: "s1", name: "近日", of: { kind: "all", of: [has("t0"), { kind: "not", of: has("t1") }] } }],
  ["s2", { id: "s2", name: "其余", of: { kind: "any", of: [has("tiers", ["高"]), { kind: "not", of: has("hand") }] } }],
]);

/** Metric tags are numbers and instants; picked values may be texts, and the smallest and largest of days are days. */
function isPicked({ measure }: Record<string, unknown>): boolean {
  if (typeof measure !== "object" || measure === null) return false;
  return (
    ["first", "last", "mostFrequent"].some((kind) => kind in measure) ||
    Object.values(measure).some((property) => property === "due_on" || property === "products[].best_before")
  );
}

/** Comparisons that hold for 0, of a metric that is a number: who has nothing has 0 of some, and no value of others. */
function zeros(measured: Record<string, unknown>): Record<string, unknown>[] {
  const measure = measured["measure"] ?? "count";
  const isTime = typeof measure === "object" && measure !== null && ("timeSince" in measure || Object.values(measure).includes("paid_at"));
  const isDuration = /waited|made_in/.test(JSON.stringify(measure)) && !JSON.stringify(measure).includes("distinctCount");
  const [zero, one] = isDuration ? ["0s", "1s"] : [0, 1];
  return isTime ? [] : [`= ${zero}`, `<= ${zero}`, { between: [zero, one] }].map((is) => ({ metric: "metric", is }));
}

/** A set of tags: plain ones, a tiered one, a metric, one put on by hand, and ones that name those. */
export function tagsWith(parts: Parts) {
  return fc.tuple(anyMeasured, fc.boolean()).chain(([{ is, ...measured }, fallback]) => {
    const metric = isPicked(measured) ? { event: measured["event"] } : measured;
    const low = { tag: "tiers", value: fallback ? ["低", "其他"] : "低" };
    const compared = [{ metric: "metric", is: isPicked(measured) || is === undefined ? ">= 2" : is }, ...zeros(metric)];
    const named = [...NAMED, low, ...compared];
    return fc.record({
      t0: anyRule(2, [], parts),
      t1: anyRule(3, [], parts),
      tiers: fc.record({ high: anyRule(1, compared, parts), low: anyRule(1, compared, parts), fallback: fc.constant(fallback) }),
      t2: anyRule(4, named, parts),
      t3: anyRule(2, [...named, { tag: "t2" }], parts),
      metric: fc.constant(metric),
    });
  });
}

/** The whole language. */
export const everyTags = tagsWith({ held: true, together: true });

export type RawTags = typeof everyTags extends fc.Arbitrary<infer T> ? T : never;

/** Definitions as a document has them, by code. */
export function documentOf(raw: RawTags): { code: string; name: string; kind: TagRef["kind"]; [key: string]: unknown }[] {
  const named = (code: string, kind: TagRef["kind"], source: Record<string, unknown>) => ({ code, name: code, kind, ...source });
  return [
    named("t0", "rule", { rule: raw.t0 }),
    named("t1", "rule", { rule: raw.t1 }),
    named("tiers", "tiered", {
      values: [
        { value: "高", rule: raw.tiers.high },
        { value: "低", rule: raw.tiers.low },
      ],
      ...(raw.tiers.fallback && { default: "其他" }),
    }),
    named("t2", "rule", { rule: raw.t2 }),
    named("t3", "rule", { rule: raw.t3 }),
    named("metric", "metric", { value: raw.metric }),
    named("hand", "static", {}),
  ];
}

/** Reads raw definitions the way a document is read; a generator that makes an unsound rule is itself wrong. */
export function readTags(raw: RawTags): Map<string, TagRule> {
  const sources = documentOf(raw).map(({ code, name, kind, ...source }) => ({ code, name: { zh: name, en: name }, kind, source }));
  const reading = new Reading({ catalogue, tags: refsOf(sources, catalogue, TIMEZONE), segments: SEGMENTS, timezone: TIMEZONE });
  const rules = sources.map(({ code, kind, source }) => [code, readTagRule({ kind, ...source }, code, reading)] as const);
  expect(reading.issues).toEqual([]);
  return new Map(rules.map(([code, rule]) => [code, rule!]));
}

/** The tags as a set, for what walks from tag to tag. */
export function tagSetOf(rules: ReadonlyMap<string, TagRule>): TagSet {
  return {
    tags: new Map([...rules].map(([code, rule]) => [code, { code, kind: rule.kind, rule } as TagRecord])),
    refs: new Map(),
    groups: new Map(),
    segments: SEGMENTS,
  };
}

/** What people say: who has a tag that is put on by hand, and what is held against the rule. */
export interface People {
  isMember(tag: string, customer: number): boolean;
  decided?(tag: string, customer: number, answer: Answer): Answer;
}

/** Who has which tag and value, by `code/value`, as the interpreter says; empty ones too. Customers are numbered from 1. */
export function membersByOracle(
  rules: ReadonlyMap<string, TagRule>,
  population: readonly CustomerFacts[],
  asOf: Instant,
  { isMember, decided }: People,
): Map<string, number[]> {
  const members = new Map<string, number[]>();
  for (const [code, rule] of rules) {
    for (const value of rule.kind === "metric" ? [] : rule.kind === "tiered" ? valuesOf(rule) : [""]) members.set(`${code}/${value}`, []);
  }
  const answers = interpretTags(
    rules,
    population,
    { asOf, timezone: TIMEZONE },
    (tag, index) => isMember(tag, index + 1),
    decided && ((tag, index, answer) => decided(tag, index + 1, answer)),
  );
  for (const [index, own] of answers.entries()) {
    for (const [code, answer] of own) {
      if (rules.get(code)!.kind === "metric") continue;
      if (answer === true) members.get(`${code}/`)!.push(index + 1);
      if (typeof answer === "string") members.get(`${code}/${answer}`)!.push(index + 1);
    }
  }
  return members;
}
