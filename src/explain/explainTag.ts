import { readCatalogue } from "../catalogue/index.ts";
import type { Why } from "../contract/index.ts";
import { instantOfFacts, type Ctx } from "../engine/index.ts";
import { deviationOf, formatDecimal, formatInstant, problem, requirePermission, tagKind, type Instant } from "../kernel/index.ts";
import { planBuilder, planTags, tagSentence, type Columns, type Moment, type PlannedTag, type SqlScope } from "../rules/index.ts";
import { findTag, visibleTags, type TagRecord, rulesOf } from "../tags/index.ts";
import { answersOf, columnsOfCustomer, runTags } from "../evaluation/index.ts";
import {
  assignmentsOfCustomer,
  entriesOf,
  tagsOfCustomers,
  overridesInForce,
  shownAmount,
  shownOverride,
  type Answer,
} from "../membership/index.ts";
import { namedTags } from "./namedTags.ts";
import { shownMetric } from "./shownMetric.ts";
import { treesOf, type Explaining } from "./ruleTree.ts";

export interface ExplainInput {
  readonly customer: number;
  readonly tag: string;
  readonly asOf?: Instant | undefined;
}

/** The most conditions in one answer, over all of its trees. Each condition has its own events. */
export const MAX_NODES = 200;

/**
 * Why a customer has a tag or not: the rule's tree with the value observed at each leaf, over this customer's data as of the instant. The
 * plan is that of an evaluation, for one customer. Tags that the rule names are explained once each, in `tags`.
 * @throws TAG_NOT_FOUND, INPUT_INVALID when the tag's definition is invalid
 */
export async function explainTag({ ctx, input }: { ctx: Ctx; input: ExplainInput }): Promise<Why> {
  requirePermission(ctx, "customer.read");
  const catalogue = await readCatalogue({ ctx });
  const visible = await visibleTags(ctx);
  const tag = findTag(visible, input.tag);
  const set = visible.all;
  const rule = tag.rule!;
  if (!tag.rule) throw problem("INPUT_INVALID", { issues: tag.issues });
  const { hasMembers } = tagKind(tag.kind);
  const asOf = input.asOf ?? ctx.clock();
  const moment: Moment = { asOf, timezone: ctx.workspace.timezone };
  const idOf = (code: string) => set.tags.get(code)!.id;
  const builder = planBuilder();
  const rules = rulesOf(set, [tag.code]);
  const plan = planTags(rules, builder);
  // Which customers a rank compares is known only after their tags are computed. Then the plan runs over everybody first.
  const run = plan.passes.some(({ source }) => source.kind === "ranked" && source.among !== null)
    ? await runTags({ ctx, input: { rules, idOf, catalogue, asOf } })
    : null;
  const scope: SqlScope = run?.scope ?? { catalogue, asOf, timezone: moment.timezone, idOf };
  try {
    return await explainNow();
  } finally {
    await run?.drop();
  }

  async function explainNow(): Promise<Why> {
    const overridden = await overridesInForce(ctx, ctx.clock(), { customers: [input.customer] });
    const overrides = new Map(overridden.map((override) => [override.tag, override]));
    const [columns, held, entries, assignments] = await Promise.all([
      columnsOfCustomer(ctx, plan, scope, input.customer),
      tagsOfCustomers(ctx, [input.customer]),
      entriesOf(ctx, input.customer),
      assignmentsOfCustomer(ctx, input.customer),
    ]);
    const isMember = (code: string) => held.some((one) => one.tag === set.tags.get(code)?.id);
    const { ruled, answers } = answersOf(plan.tags, set, builder, columns, moment, overrides, isMember);
    const explaining: Explaining = {
      ctx,
      customer: input.customer,
      scope,
      moment,
      set,
      visible,
      builder,
      leaves: new Map(builder.leaves.map((leaf) => [leaf.id, leaf])),
      columns,
      answers,
      overrides,
      room: { left: MAX_NODES },
      passed: new Map(),
      events: new Map(),
    };
    const trees = await treesOf(tag, explaining);
    const stored = held.filter((one) => one.tag === tag.id);
    const answer = answers.get(tag.code) ?? null;
    const byRule = ruled.get(tag.code) ?? null;
    const metric = hasMembers ? null : metricValue(plan.tags, tag, columns, moment);
    const shown = metric === null ? null : shownMetric(ctx, rule, catalogue, metric);
    const valueIn = (found: Answer) => (!hasMembers ? shown : typeof found === "string" ? found : null);
    const value = valueIn(answer);
    const has = (found: Answer) => (hasMembers ? found !== false && found !== null : value !== null);
    const override = overrides.get(tag.id);
    const entry = stored[0] && entries.get(`${tag.id}/${stored[0].value}`);
    return {
      customer: input.customer,
      tag: { code: tag.code, name: tag.name, kind: tag.kind, color: tag.color },
      asOf: formatInstant(asOf),
      has: has(answer),
      value,
      ruled: { has: has(byRule), value: valueIn(byRule) },
      override: override ? shownOverride(ctx, override) : null,
      assignment: assignments.assignment(tag.id, stored.length > 0),
      member: hasMembers ? stored.length > 0 : value !== null,
      since: entry ? formatInstant(instantOfFacts(entry.at)) : null,
      author: stored.length === 0 ? null : override?.direction === "in" ? "person" : authorOf(tag, entry?.cause),
      sentence: tagSentence(rule, { catalogue, tags: visible.refs, timezone: moment.timezone }) ?? {
        zh: "由人工打标签或移除",
        en: "added and removed by people",
      },
      trees,
      tags: await namedTags(trees, tag.code, explaining),
    };
  }
}

function authorOf(tag: TagRecord, cause: string | undefined): "rule" | "person" | "import" | "api" {
  if (!tagKind(tag.kind).isAssigned) return "rule";
  // A tag that came with a merged customer was assigned by hand earlier.
  return cause === "import" || cause === "api" ? cause : "person";
}

/** The value of a metric tag for one customer, in the form of the API; null when there is none. */
function metricValue(planned: readonly PlannedTag[], { code, rule }: TagRecord, columns: Columns, moment: Moment): string | null {
  const value = planned.find(({ tag }) => tag === code)?.metric?.value;
  const amount = (decimal: bigint) => shownAmount(rule, formatDecimal(decimal));
  if (!value) return null;
  if (value.kind === "quotient") {
    const under = columns(value.under) as bigint;
    return under === 0n ? null : amount(((columns(value.over) as bigint) * 1_000_000n) / under);
  }
  if (value.kind === "deviation") {
    const known = (columns(value.known) as bigint) / 1_000_000n;
    return known < 2n ? null : amount(deviationOf(columns(value.sum) as bigint, columns(value.squares) as bigint, known));
  }
  const seen = columns(value.measure);
  if (seen === undefined) return null;
  switch (value.kind) {
    case "number":
      return amount(seen as bigint);
    case "value":
      return typeof seen === "bigint" ? amount(seen) : formatInstant(seen as Instant);
    case "time":
      return formatInstant(seen as Instant);
    case "days":
      return String(Math.floor((moment.asOf - (seen as Instant)) / 86_400_000));
  }
}
