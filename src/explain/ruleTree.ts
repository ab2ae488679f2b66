import type { Why, WhyNode } from "../contract/index.ts";
import { sees, shownWords } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import type { Instant, Text } from "../kernel/index.ts";
import {
  conditionsOf,
  HIDDEN_CONDITION,
  holds,
  isHiddenLeaf,
  languageOf,
  planRule,
  sentenceOf,
  timeWords,
  type Builder,
  type Columns,
  type EventMeasure,
  type Leaf,
  type Moment,
  type PlannedLeaf,
  type Rule,
  type SqlScope,
  type TagLeaf,
} from "../rules/index.ts";
import type { TagRecord, TagSet } from "../tags/index.ts";
import { isTrue } from "../evaluation/index.ts";
import { countedEventsOf } from "./countedEvents.ts";
import { amountsOf, observe, type Observed } from "./observedValue.ts";
import type { Answer, Override } from "../membership/index.ts";
import { observeSequence } from "./observedSequence.ts";
import { observeRank } from "./observedRank.ts";

/** The data of one explanation. */
export interface Explaining {
  readonly ctx: Ctx;
  readonly customer: number;
  readonly scope: SqlScope;
  readonly moment: Moment;
  /** All tags, to evaluate with; and those that the answer may name. */
  readonly set: TagSet;
  readonly visible: Pick<TagSet, "tags" | "refs">;
  readonly builder: Builder;
  /** The builder's leaves by id. */
  readonly leaves: ReadonlyMap<string, PlannedLeaf>;
  readonly columns: Columns;
  /** The answer of each tag for the customer, with overrides applied. */
  readonly answers: ReadonlyMap<string, Answer>;
  readonly overrides: ReadonlyMap<number, Override>;
  /** How many more nodes the answer may have: each can cost a query of events. */
  readonly room: { left: number };
  /** Answers and events that were computed already, by rule and by measure. */
  readonly passed: Map<Rule, boolean>;
  readonly events: Map<string, Promise<WhyNode["events"]>>;
}

/** One tree for a rule tag, one per value for a tiered tag, none for others. */
export function treesOf({ rule }: Pick<TagRecord, "rule">, explaining: Explaining): Promise<Why["trees"]> {
  const tiers = rule ? conditionsOf(rule) : [];
  // All values are counted before any tree grows, so that a long first value leaves one node for each of the others.
  explaining.room.left -= tiers.length;
  return Promise.all(
    tiers.map(async ({ value, rule: condition }) => {
      const tree = await treeOf(condition, explaining);
      return { value, pass: tree.pass, tree };
    }),
  );
}

const JOINS: Readonly<Record<"all" | "any" | "not", Text>> = {
  all: { zh: "以下全部满足", en: "all of these" },
  any: { zh: "以下任一满足", en: "any of these" },
  not: { zh: "不满足以下条件", en: "not this" },
};

async function treeOf(rule: Rule, explaining: Explaining): Promise<WhyNode> {
  const parts = isHidden(rule, explaining) ? [] : partsOf(rule);
  const shown = parts.slice(0, Math.max(0, explaining.room.left));
  explaining.room.left -= shown.length;
  const inner = {
    pass: passes(rule, explaining),
    children: Promise.all(shown.map((part) => treeOf(part, explaining))),
    omitted: parts.length - shown.length,
  };
  if (rule.kind === "all" || rule.kind === "any" || rule.kind === "not")
    return {
      kind: rule.kind,
      leaf: null,
      sentence: JOINS[rule.kind],
      observed: null,
      wanted: null,
      ratio: null,
      events: [],
      tag: null,
      ...inner,
      children: await inner.children,
    };
  const { visible, scope } = explaining;
  const words = { catalogue: scope.catalogue, tags: visible.refs, timezone: scope.timezone };
  if (isHiddenLeaf(rule, words))
    return {
      kind: "leaf",
      leaf: rule.kind,
      sentence: HIDDEN_CONDITION,
      observed: null,
      wanted: null,
      ratio: null,
      events: [],
      tag: null,
      pass: inner.pass,
      omitted: 0,
      children: [],
    };
  const [seen, events, children] = await Promise.all([
    observedAt(rule, inner.pass, explaining),
    countedEventsAt(rule, explaining),
    inner.children,
  ]);
  const fields = languageOf(rule).shownFields(rule, scope.catalogue);
  return {
    kind: "leaf",
    leaf: rule.kind,
    sentence: sentenceOf(rule, words),
    observed: shownWords(explaining.ctx, fields, seen.words),
    wanted: languageOf(rule).wanted(rule, words),
    // The progress of a hidden amount towards a visible limit would reveal the amount.
    ratio: fields.every(({ sensitivity }) => sees(explaining.ctx, sensitivity)) ? seen.ratio : null,
    events,
    tag: rule.kind === "tag" ? rule.tag : null,
    ...inner,
    children,
  };
}

function isHidden(rule: Rule, { visible }: Explaining): boolean {
  return rule.kind !== "all" && rule.kind !== "any" && rule.kind !== "not" && isHiddenLeaf(rule, { tags: visible.refs });
}

/** The children of a node; those of a segment are its combination. A named tag has its own explanation. */
function partsOf(rule: Rule): readonly Rule[] {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of;
    case "not":
    case "segment":
      return [rule.of];
    default:
      return [];
  }
}

/** Whether a part holds, also a part that is not shown; each part is evaluated once. */
function passes(rule: Rule, explaining: Explaining): boolean {
  const decided = explaining.passed.get(rule);
  if (decided !== undefined) return decided;
  const decide = (): boolean => {
    switch (rule.kind) {
      case "all":
        return rule.of.every((part) => passes(part, explaining));
      case "any":
        return rule.of.some((part) => passes(part, explaining));
      case "not":
        return !passes(rule.of, explaining);
      case "segment":
        return passes(rule.of, explaining);
      default: {
        const { builder, leaves, moment, columns, answers } = explaining;
        return isTrue(planRule(rule, builder), (id) => holds(leaves.get(id)!.predicate, moment, columns), answers);
      }
    }
  };
  const pass = decide();
  explaining.passed.set(rule, pass);
  return pass;
}

/** Leaves with the same measure show the same events, which are read once. */
async function countedEventsAt(rule: Leaf, { ctx, customer, scope, events: read }: Explaining): Promise<WhyNode["events"]> {
  const eventsOf = (measured: EventMeasure) => {
    const key = JSON.stringify([measured.event, measured.where, measured.window]);
    const found = read.get(key) ?? countedEventsOf(ctx, customer, measured, scope);
    read.set(key, found);
    return found;
  };
  const events = (await Promise.all(languageOf(rule).counted(rule).map(eventsOf))).flat();
  // One event may be a step and also the event that breaks the sequence.
  return [...new Map(events.map((event) => [event.id, event])).values()].toSorted((a, b) =>
    a.time < b.time ? 1 : a.time > b.time ? -1 : 0,
  );
}

/** The observed value of a leaf, also of a leaf with several bitmaps. */
async function observedAt(rule: Leaf, pass: boolean, explaining: Explaining): Promise<Observed> {
  const { builder, leaves, columns, moment } = explaining;
  switch (rule.kind) {
    case "tag":
      return { words: heldWords(rule, explaining), ratio: null };
    case "segment":
      return { words: pass ? { zh: "在其中", en: "in it" } : { zh: "不在其中", en: "not in it" }, ratio: null };
    case "consent":
      return { words: pass ? { zh: "已同意", en: "agreed" } : { zh: "没有同意", en: "not agreed" }, ratio: null };
    default: {
      const formula = planRule(rule, builder);
      if (formula.kind !== "leaf") throw new Error(`the leaf ${rule.kind} is more than one bitmap`);
      const leaf = leaves.get(formula.leaf)!;
      if (rule.kind === "rank" && leaf.predicate.kind === "rank") return observeRank(rule, leaf, leaf.predicate, explaining);
      if (rule.kind === "sequence" && leaf.predicate.kind === "sequence")
        return { words: observeSequence(rule, leaf.predicate, columns, { asOf: moment.asOf, words: explaining.scope }), ratio: null };
      return observe(leaf.predicate, columns, moment, amountsOf(languageOf(rule).counted(rule)[0]?.measure, moment.timezone));
    }
  }
}

/** The answer of a tag for the customer, and since when, where the rule asks for a duration. */
function heldWords(rule: TagLeaf, { set, answers, overrides, builder, columns, scope }: Explaining): Text {
  const answer = answers.get(rule.tag) ?? null;
  const says: Text =
    typeof answer === "string" ? { zh: answer, en: answer } : answer ? { zh: "有", en: "has it" } : { zh: "没有", en: "does not have it" };
  const inner = set.tags.get(rule.tag);
  const words = inner !== undefined && overrides.has(inner.id) ? { zh: `${says.zh}（手动指定）`, en: `${says.en} (override)` } : says;
  if (rule.held === null || answer === null || answer === false) return words;
  const measure = builder.measure({ kind: "membershipHistory", tag: rule.tag, values: rule.values }, { kind: "entered" });
  const since = columns(measure) as Instant | undefined;
  if (since === undefined) return { zh: `${words.zh}，刚刚进入`, en: `${words.en}, from now on` };
  const date = timeWords(since, scope.timezone);
  return { zh: `${words.zh}，自 ${date}`, en: `${words.en}, since ${date}` };
}
