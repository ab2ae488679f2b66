import { readCatalogue } from "../catalogue/index.ts";
import type { Why, WhyNode } from "../contract/index.ts";
import { instantOfFacts, type Ctx } from "../engine/index.ts";
import { formatDecimal, formatInstant, problem, requirePermission, type Instant, type Text } from "../kernel/index.ts";
import {
  holds,
  languageOf,
  planBuilder,
  planRule,
  planTags,
  tagSentence,
  type Builder,
  type Columns,
  type EventMeasure,
  type Formula,
  type Leaf,
  type Moment,
  type PlannedTag,
  type Rule,
  type SqlScope,
} from "../rules/index.ts";
import { findTag, loadTags, type TagRecord, type TagSet } from "../tags/index.ts";
import { rulesOf } from "./closure.ts";
import { columnsOfCustomer } from "./columns.ts";
import { evidenceOf } from "./evidence.ts";
import { entriesOf, tagsOfCustomers } from "./members.ts";
import { observe } from "./observed.ts";
import { pinnedAnswer, pinsInForce, shownPin, type Answer, type Pin } from "./pins/index.ts";

export interface ExplainInput {
  readonly customer: number;
  readonly tag: string;
  readonly asOf?: Instant | undefined;
}

/** Everything one explanation looks at. */
interface Explaining {
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

/**
 * Why a customer has a tag, or has not: the rule's tree with what was seen at each leaf, over this customer's own data as
 * of the instant. The same plan as an evaluation's, for one customer.
 * @throws TAG_NOT_FOUND, INPUT_INVALID when the tag's definition does not stand
 */
export async function explainTag({ ctx, input }: { ctx: Ctx; input: ExplainInput }): Promise<Why> {
  requirePermission(ctx, "customer.read");
  const catalogue = await readCatalogue({ ctx });
  const set = await loadTags({ ctx });
  const tag = findTag(set, input.tag);
  if (!tag.rule) throw problem("INPUT_INVALID", { issues: tag.issues });
  const asOf = input.asOf ?? ctx.clock();
  const moment: Moment = { asOf, timezone: ctx.workspace.timezone };
  const scope: SqlScope = { catalogue, asOf, timezone: moment.timezone };
  const builder = planBuilder();
  const plan = planTags(rulesOf(set, [tag.code]), builder);
  const pinned = await pinsInForce(ctx, ctx.clock(), { customers: [input.customer] });
  const pins = new Map(pinned.map((pin) => [pin.tag, pin]));
  const [columns, held, entries] = await Promise.all([
    columnsOfCustomer(ctx, plan, scope, input.customer),
    tagsOfCustomers(ctx, [input.customer]),
    entriesOf(ctx, input.customer),
  ]);
  const isMember = (code: string) => held.some((one) => one.tag === set.tags.get(code)?.id);
  const { ruled, answers } = answersOf(plan.tags, set, builder, columns, moment, pins, isMember);
  const explaining: Explaining = { ctx, customer: input.customer, scope, moment, set, builder, columns, answers, pins };
  const stored = held.filter((one) => one.tag === tag.id);
  const answer = answers.get(tag.code) ?? null;
  const byRule = ruled.get(tag.code) ?? null;
  const valueIn = (found: Answer) =>
    tag.kind === "metric" ? metricValue(plan.tags, tag.code, columns, moment) : typeof found === "string" ? found : null;
  const value = valueIn(answer);
  const has = (found: Answer) => (tag.kind === "metric" ? value !== null : found !== false && found !== null);
  const pin = pins.get(tag.id);
  const entry = stored[0] && entries.get(`${tag.id}/${stored[0].value}`);
  return {
    customer: input.customer,
    tag: { code: tag.code, name: tag.name, kind: tag.kind, color: tag.color },
    asOf: formatInstant(asOf),
    has: has(answer),
    value,
    ruled: { has: has(byRule), value: valueIn(byRule) },
    pin: pin ? shownPin(pin) : null,
    member: tag.kind === "metric" ? value !== null : stored.length > 0,
    since: entry ? formatInstant(instantOfFacts(entry.at)) : null,
    source: stored.length === 0 ? null : pin?.direction === "in" ? "person" : sourceOf(entry?.cause),
    sentence: tagSentence(tag.rule, { catalogue, tags: set.refs, timezone: moment.timezone }) ?? {
      zh: "由人打上或摘下",
      en: "put on and taken off by people",
    },
    trees: await treesOf(tag, explaining),
  };
}

function sourceOf(cause: string | undefined): "rule" | "person" | "import" | "api" {
  return cause === "person" || cause === "import" || cause === "api" ? cause : "rule";
}

/** The tags of a plan answered for one customer, in the plan's order: by their rules, and with the pins on top. */
function answersOf(
  planned: readonly PlannedTag[],
  set: TagSet,
  builder: Builder,
  columns: Columns,
  moment: Moment,
  pins: ReadonlyMap<number, Pin>,
  isMember: (code: string) => boolean,
): { ruled: Map<string, Answer>; answers: Map<string, Answer> } {
  const ruled = new Map<string, Answer>();
  // Tags that name a pinned one see the pin.
  const answers = new Map<string, Answer>();
  const say = (code: string, answer: Answer): void => {
    ruled.set(code, answer);
    answers.set(code, pinnedAnswer(answer, pins.get(set.tags.get(code)?.id ?? 0)));
  };
  const leaves = new Map(builder.leaves.map((leaf) => [leaf.id, leaf]));
  const truth = (formula: Formula): boolean => {
    switch (formula.kind) {
      case "leaf":
        return holds(leaves.get(formula.leaf)!.predicate, moment, columns);
      case "tag": {
        const answer = answers.get(formula.tag) ?? null;
        if (formula.values === null) return answer !== null && answer !== false;
        return typeof answer === "string" && formula.values.includes(answer);
      }
      case "not":
        return !truth(formula.of);
      case "all":
        return formula.of.every(truth);
      case "any":
        return formula.of.some(truth);
    }
  };
  for (const { tag, tiers } of planned) {
    if (set.tags.get(tag)?.kind === "static") say(tag, isMember(tag));
    else if (set.tags.get(tag)?.kind === "tiered") say(tag, tiers.find(({ formula }) => formula === null || truth(formula))?.value ?? null);
    else if (tiers[0]?.formula) say(tag, truth(tiers[0].formula));
  }
  return { ruled, answers };
}

async function treesOf(tag: TagRecord, explaining: Explaining): Promise<Why["trees"]> {
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
  const sentence = language.sentence(rule, words);
  const wanted = language.wanted(rule, words);
  if (rule.kind === "tag") {
    const answer = answers.get(rule.tag) ?? null;
    const pass = rule.values === null ? answer !== null && answer !== false : typeof answer === "string" && rule.values.includes(answer);
    const inner = set.tags.get(rule.tag);
    const says: Text =
      typeof answer === "string" ? { zh: answer, en: answer } : answer ? { zh: "有", en: "has it" } : { zh: "没有", en: "has it not" };
    const byPerson = inner !== undefined && explaining.pins.has(inner.id);
    const observed = byPerson ? { zh: `${says.zh}（人工覆盖）`, en: `${says.en} (pinned)` } : says;
    const trees = inner ? await treesOf(inner, explaining) : [];
    return {
      kind: "leaf",
      leaf: "tag",
      pass,
      sentence,
      observed,
      wanted,
      ratio: null,
      evidence: [],
      children: trees.map(({ tree }) => tree),
    };
  }
  const formula = planRule(rule, builder);
  const leaf = formula.kind === "leaf" ? builder.leaves.find((candidate) => candidate.id === formula.leaf) : undefined;
  if (!leaf) throw new Error(`the leaf ${rule.kind} is not in the plan`);
  const measured = measuredBy(rule);
  const unit: Text = measured?.measure.kind === "count" ? { zh: " 次", en: "" } : { zh: "", en: "" };
  const { words: observed, ratio } = observe(leaf.predicate, columns, moment, unit);
  const evidence = measured ? await evidenceOf(explaining.ctx, explaining.customer, measured, scope) : [];
  return {
    kind: "leaf",
    leaf: rule.kind,
    pass: holds(leaf.predicate, moment, columns),
    sentence,
    observed,
    wanted,
    ratio,
    evidence,
    children: [],
  };
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
    case "attribute":
    case "tag":
      return null;
  }
}

/** The value of a metric tag for one customer, as the API says values; null when there is none. */
function metricValue(planned: readonly PlannedTag[], code: string, columns: Columns, moment: Moment): string | null {
  const value = planned.find(({ tag }) => tag === code)?.metric?.value;
  if (!value) return null;
  if (value.kind === "average") {
    const sum = columns(value.sum) as bigint;
    const known = columns(value.known) as bigint;
    return known === 0n ? null : formatDecimal((sum * 1_000_000n) / known);
  }
  const seen = columns(value.measure);
  if (seen === undefined) return null;
  switch (value.kind) {
    case "number":
      return formatDecimal(seen as bigint);
    case "value":
      return typeof seen === "bigint" ? formatDecimal(seen) : formatInstant(seen as Instant);
    case "time":
      return formatInstant(seen as Instant);
    case "days":
      return String(Math.floor((moment.asOf - (seen as Instant)) / 86_400_000));
  }
}
