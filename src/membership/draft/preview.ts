import { readCatalogue } from "../../catalogue/index.ts";
import type { RulePreview } from "../../contract/index.ts";
import { summariseCustomers } from "../../customers/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import { formatInstant, requirePermission, type Instant } from "../../kernel/index.ts";
import { dependenciesOf, evaluationOrder, ruleWarnings, sentenceOf, tagSentence, type TagRule } from "../../rules/index.ts";
import { findTag, loadTags, readDraft, type TagSet } from "../../tags/index.ts";
import { rulesOf } from "../closure.ts";
import { countDelta } from "../commit.ts";
import { countEverybody } from "../members.ts";
import { runTags } from "../run.ts";
import { nearlyOf, nodesOf, type Node } from "./nodes.ts";

export interface PreviewRuleInput {
  readonly definition: unknown;
  readonly tag?: string | undefined;
  readonly asOf?: Instant | undefined;
}

/** Numbers of what has none: the draft and its parts. Far above any tag's. */
const DRAFT = 4_100_000_000;
const SHOWN = 10;
const MOST_NODES = 500;
const MOST_NEARLY = 20;

/**
 * What a draft would mean for whom: members, how many every part lets through, who would enter and leave, some who match and some
 * who nearly do. One run over the leaves of the draft; tags it names answer by their stored members, as of another instant by
 * their rules. Nothing is kept.
 * @throws INPUT_INVALID with everything wrong, TAG_NOT_FOUND, TAG_CYCLE, and what the run itself died of
 */
export async function previewRule({ ctx, input }: { ctx: Ctx; input: PreviewRuleInput }): Promise<RulePreview> {
  requirePermission(ctx, "tag.edit");
  const catalogue = await readCatalogue({ ctx });
  const set = await loadTags({ ctx });
  const published = input.tag === undefined ? undefined : findTag(set, input.tag);
  const rule = readDraft(input.definition, set, catalogue, ctx.workspace.timezone);
  if (published) refuseCircle(set, published.code, rule);
  const words = { catalogue, tags: set.refs, timezone: ctx.workspace.timezone };
  const nodes = nodesOf(rule).slice(0, MOST_NODES);
  const nearly = nearlyOf(rule, MOST_NEARLY);
  const parts = [...nodes, ...nearly];
  const draft = published?.id ?? DRAFT;
  const partId = (index: number) => DRAFT + 1 + index;
  const asOf = input.asOf ?? ctx.clock();
  const run = await runTags({
    ctx,
    input: {
      rules: rulesFor(set, rule, parts, input.asOf !== undefined),
      idOf: (code) => (code === "" ? draft : code.startsWith(" ") ? partId(Number(code)) : set.tags.get(code)!.id),
      catalogue,
      asOf,
      historic: input.asOf !== undefined,
    },
  });
  try {
    for (const failure of run.failed.values()) throw failure;
    const delta = await countDelta(ctx, run, [draft]);
    const customers = await countEverybody(ctx);
    const ids = parts.map((_, index) => partId(index));
    const counted = await countParts(ctx, run.table, ids);
    const matching = await someOf(ctx, run.table, [draft]);
    const missing = await someOf(ctx, run.table, ids.slice(nodes.length));
    const sum = (key: "now" | "after" | "enter" | "leave") => delta.reduce((total, entry) => total + entry[key], 0);
    return {
      asOf: formatInstant(asOf),
      customers,
      count: sum("after"),
      values:
        rule.kind === "tiered"
          ? tiersOf(rule).map((value) => ({ value, count: delta.find((entry) => entry.value === value)?.after ?? 0 }))
          : [],
      published: published ? { now: sum("now"), enter: sum("enter"), leave: sum("leave") } : null,
      nodes: nodes.map((node, index) => ({
        path: node.path,
        kind: node.rule.kind === "all" || node.rule.kind === "any" || node.rule.kind === "not" ? node.rule.kind : "leaf",
        sentence: sentenceOf(node.rule, words),
        count: counted.get(partId(index)) ?? 0,
      })),
      matching: await shown(ctx, matching, rule.kind === "tiered", () => null),
      nearly: await shown(ctx, missing, false, ({ tag }) => parts[tag - DRAFT - 1]!.path),
      sentence: tagSentence(rule, words)!,
      warnings: ruleWarnings(rule, words).map(({ path, zh, en }) => ({ path, zh, en })),
    };
  } finally {
    await run.drop();
  }
}

/** The draft under no name, its parts under blanks and numbers, and every tag named: by hand as it is stored, or by its rule. */
function rulesFor(set: TagSet, rule: TagRule, parts: readonly Node[], historic: boolean): Map<string, TagRule> {
  const named = dependenciesOf(rule).flatMap((dependency) => (dependency.kind === "tag" ? [dependency.tag] : []));
  const rules = historic ? rulesOf(set, named) : new Map<string, TagRule>(named.map((code) => [code, { kind: "static" }]));
  rules.set("", rule);
  for (const [index, part] of parts.entries()) rules.set(` ${index}`, { kind: "rule", rule: part.rule });
  return rules;
}

/** @throws TAG_CYCLE when the draft in the place of the published version would name itself through others */
function refuseCircle(set: TagSet, code: string, rule: TagRule): void {
  const rules = new Map<string, TagRule>([...set.tags.values()].flatMap((tag) => (tag.rule ? [[tag.code, tag.rule] as const] : [])));
  evaluationOrder(rules.set(code, rule));
}

function tiersOf(rule: Extract<TagRule, { kind: "tiered" }>): string[] {
  return [...rule.values.map(({ value }) => value), ...(rule.default === null ? [] : [rule.default])];
}

async function countParts(ctx: Ctx, table: string, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.facts.rows<{ tag: number; count: string }>(
    `SELECT tag, bitmapCardinality(groupBitmapMergeState(customers)) AS count FROM ${table} WHERE tag IN (${ids.map(literal.integer).join(", ")}) GROUP BY tag ORDER BY tag`,
  );
  return new Map(rows.map(({ tag, count }) => [tag, Number(count)]));
}

interface Some {
  readonly tag: number;
  readonly value: string;
  readonly customer: number;
}

/** A few customers of each bitmap. */
async function someOf(ctx: Ctx, table: string, ids: readonly number[]): Promise<Some[]> {
  if (ids.length === 0) return [];
  return ctx.facts.rows<Some>(
    `SELECT tag, value, arrayJoin(bitmapToArray(bitmapSubsetLimit(customers, toUInt32(0), toUInt32(${SHOWN})))) AS customer FROM ${table}
     WHERE tag IN (${ids.map(literal.integer).join(", ")}) ORDER BY customer, tag, value LIMIT ${SHOWN}`,
  );
}

async function shown(
  ctx: Ctx,
  found: readonly Some[],
  tiered: boolean,
  missesOf: (one: Some) => string | null,
): Promise<RulePreview["matching"]> {
  const lines = await summariseCustomers({ ctx, input: { customers: found.map(({ customer }) => customer), attributes: [] } });
  return found.map((one, index) => ({
    customer: one.customer,
    name: lines[index]!.name,
    identities: lines[index]!.identities,
    value: tiered ? one.value : null,
    misses: missesOf(one),
  }));
}
