import type { Why, WhyNode } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import type { Instant, Text } from "../kernel/index.ts";
import {
  holds,
  languageOf,
  planRule,
  sentenceOf,
  timeWords,
  type Builder,
  type Columns,
  type EventMeasure,
  type Formula,
  type Leaf,
  type Moment,
  type PlannedLeaf,
  type Rule,
  type SqlScope,
  type TagLeaf,
} from "../rules/index.ts";
import type { TagRecord, TagSet } from "../tags/index.ts";
import { isTrue } from "./answers.ts";
import { evidenceOf } from "./evidence.ts";
import { observe, type Observed } from "./observed.ts";
import type { Answer, Pin } from "./pins/index.ts";
import { observeRank } from "./ranked.ts";

/** Everything one explanation looks at. */
export interface Explaining {
  readonly ctx: Ctx;
  readonly customer: number;
  readonly scope: SqlScope;
  readonly moment: Moment;
  readonly set: TagSet;
  readonly builder: Builder;
  readonly columns: Columns;
  /** What each tag says of the customer, with the pins on top. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly pins: ReadonlyMap<number, Pin>;
}

export async function treesOf(tag: TagRecord, explaining: Explaining): Promise<Why["trees"]> {
  const { rule } = tag;
  switch (rule?.kind) {
    case "rule": {
      const tree = await treeOf(rule.rule, explaining);
      return [{ value: null, pass: tree.pass, tree }];
    }
    case "tiered":
      return Promise.all(
        rule.values.map(async ({ value, rule: condition }) => {
          const tree = await treeOf(condition, explaining);
          return { value, pass: tree.pass, tree };
        }),
      );
    case "metric":
    case "static":
    case undefined:
      return [];
  }
}

async function treeOf(rule: Rule, explaining: Explaining): Promise<WhyNode> {
  const { set, scope, moment, builder, columns, answers } = explaining;
  const words = { catalogue: scope.catalogue, tags: set.refs, timezone: scope.timezone };
  if (rule.kind === "all" || rule.kind === "any") {
    const children = await Promise.all(rule.of.map((part) => treeOf(part, explaining)));
    const pass = rule.kind === "all" ? children.every((child) => child.pass) : children.some((child) => child.pass);
    const sentence: Text = rule.kind === "all" ? { zh: "以下全部满足", en: "all of these" } : { zh: "以下任一满足", en: "any of these" };
    return { kind: rule.kind, leaf: null, pass, sentence, observed: null, wanted: null, ratio: null, evidence: [], children };
  }
  if (rule.kind === "not") {
    const child = await treeOf(rule.of, explaining);
    return {
      kind: "not",
      leaf: null,
      pass: !child.pass,
      sentence: { zh: "不满足以下条件", en: "not this" },
      observed: null,
      wanted: null,
      ratio: null,
      evidence: [],
      children: [child],
    };
  }
  const language = languageOf(rule);
  const formula = planRule(rule, builder);
  const pass = isTrue(formula, (id) => holds(leafNamed(id, builder).predicate, moment, columns), answers);
  const seen = await observedAt(rule, formula, pass, explaining);
  const measured = measuredBy(rule);
  return {
    kind: "leaf",
    leaf: rule.kind,
    pass,
    sentence: sentenceOf(rule, words),
    observed: seen.words,
    wanted: language.wanted(rule, words),
    ratio: seen.ratio,
    evidence: measured ? await evidenceOf(explaining.ctx, explaining.customer, measured, scope) : [],
    children: await insideOf(rule, explaining),
  };
}

function leafNamed(id: string, builder: Builder): PlannedLeaf {
  const leaf = builder.leaves.find((candidate) => candidate.id === id);
  if (!leaf) throw new Error(`the leaf ${id} is not in the plan`);
  return leaf;
}

/** What was seen at a leaf, whatever bitmaps it is made of. */
async function observedAt(rule: Leaf, formula: Formula, pass: boolean, explaining: Explaining): Promise<Observed> {
  const { builder, columns, moment } = explaining;
  switch (rule.kind) {
    case "tag":
      return { words: heldWords(rule, explaining), ratio: null };
    case "segment":
      return { words: pass ? { zh: "在其中", en: "in it" } : { zh: "不在其中", en: "not in it" }, ratio: null };
    case "consent":
      return { words: pass ? { zh: "已同意", en: "agreed" } : { zh: "没有同意", en: "not agreed" }, ratio: null };
    default: {
      if (formula.kind !== "leaf") throw new Error(`the leaf ${rule.kind} is more than one bitmap`);
      const leaf = leafNamed(formula.leaf, builder);
      if (leaf.predicate.kind === "rank") return observeRank(leaf, leaf.predicate, explaining);
      const unit: Text = measuredBy(rule)?.measure.kind === "count" ? { zh: " 次", en: "" } : { zh: "", en: "" };
      return observe(leaf.predicate, columns, moment, unit);
    }
  }
}

/** The trees inside a leaf: of a tag its own rule, of a segment its combination. */
async function insideOf(rule: Leaf, explaining: Explaining): Promise<readonly WhyNode[]> {
  if (rule.kind === "segment") return [await treeOf(rule.of, explaining)];
  if (rule.kind !== "tag") return [];
  const inner = explaining.set.tags.get(rule.tag);
  return inner ? (await treesOf(inner, explaining)).map(({ tree }) => tree) : [];
}

/** What a tag says of the customer, and since when where the rule asks. */
function heldWords(rule: TagLeaf, { set, answers, pins, builder, columns, scope }: Explaining): Text {
  const answer = answers.get(rule.tag) ?? null;
  const says: Text =
    typeof answer === "string" ? { zh: answer, en: answer } : answer ? { zh: "有", en: "has it" } : { zh: "没有", en: "has it not" };
  const inner = set.tags.get(rule.tag);
  const words = inner !== undefined && pins.has(inner.id) ? { zh: `${says.zh}（人工覆盖）`, en: `${says.en} (pinned)` } : says;
  if (rule.held === null || answer === null || answer === false) return words;
  const measure = builder.measure({ kind: "ledger", tag: rule.tag, values: rule.values }, { kind: "entered" });
  const since = columns(measure) as Instant | undefined;
  if (since === undefined) return { zh: `${words.zh}，刚刚进入`, en: `${words.en}, from now on` };
  const date = timeWords(since, scope.timezone);
  return { zh: `${words.zh}，自 ${date}`, en: `${words.en}, since ${date}` };
}

/** The measure whose events are a leaf's evidence: of a trend both windows, of a sequence its first step. */
function measuredBy(leaf: Leaf): EventMeasure | null {
  switch (leaf.kind) {
    case "event":
      return leaf;
    case "metric":
      return leaf.value;
    case "trend":
      return { ...leaf, window: { kind: "rolling", within: { ...leaf.within, count: leaf.within.count * 2 } } };
    case "sequence":
      return { ...leaf.steps[0]!, measure: { kind: "count" }, window: leaf.window };
    case "rank":
      return leaf.of;
    case "cycle":
      return { event: leaf.event, where: leaf.where, measure: { kind: "count" }, window: { kind: "lifetime" } };
    case "attribute":
    case "tag":
    case "segment":
    case "consent":
      return null;
  }
}
