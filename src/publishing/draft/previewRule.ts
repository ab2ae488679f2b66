import { readCatalogue } from "../../catalogue/index.ts";
import type { RulePreview } from "../../contract/index.ts";
import { summariseCustomers } from "../../customers/index.ts";
import { literal, type Ctx, sql } from "../../engine/index.ts";
import { formatInstant, requirePermission, tagKind, type Instant } from "../../kernel/index.ts";
import { ruleWarnings, sentenceOf, tagSentence, valuesOf, type Rule } from "../../rules/index.ts";
import { findTag, readDraft, visibleTags, withoutHiddenNames } from "../../tags/index.ts";
import { countDelta, countEverybody } from "../../membership/index.ts";
import { runTags } from "../../evaluation/index.ts";
import { missingWords, nearMissesOf } from "./nearMisses.ts";
import { nodesOf } from "./ruleNodes.ts";
import { countParts, DRAFT_ID, draftIds, draftRules, partAt, partId, requireNoCycle } from "./draftParts.ts";

export interface PreviewRuleInput {
  readonly definition: unknown;
  readonly tag?: string | undefined;
  readonly asOf?: Instant | undefined;
  /** The request may be abandoned before the answer is ready: the person typed on. */
  readonly signal?: AbortSignal | undefined;
}

const MAX_SHOWN_CUSTOMERS = 10;
const MAX_NODES = 500;

/**
 * The effect of a draft: members, how many customers pass each part, who would enter and leave, and examples of customers who match and who
 * nearly match. One run over the leaves of the draft. Tags that it names answer with their stored members, or with their rules when the
 * instant is another one. Nothing is stored.
 * @throws INPUT_INVALID with everything wrong, TAG_NOT_FOUND, TAG_CYCLE, and the failure of the run
 */
export async function previewRule({ ctx, input }: { ctx: Ctx; input: PreviewRuleInput }): Promise<RulePreview> {
  requirePermission(ctx, "tag.edit");
  const catalogue = await readCatalogue({ ctx });
  const visible = await visibleTags(ctx);
  const published = input.tag === undefined ? undefined : findTag(visible, input.tag);
  const rule = readDraft(input.definition, visible, catalogue, ctx.workspace.timezone, published);
  const set = visible.all;
  if (published) withoutHiddenNames(visible, () => requireNoCycle(set, published.code, rule));
  const words = { catalogue, tags: visible.refs, timezone: ctx.workspace.timezone };
  const nodes = nodesOf(rule).slice(0, MAX_NODES);
  const { ones, pairs } = nearMissesOf(rule);
  const near = [...ones, ...pairs];
  const anyOne: Rule = { kind: "any", of: ones.map((one) => one.rule) };
  const parts = [...nodes, ...near, ...(ones.length > 0 ? [{ rule: anyOne }] : [])].map((part) => part.rule);
  const draft = published?.id ?? DRAFT_ID;
  const asOf = input.asOf ?? ctx.clock();
  const run = await runTags({
    ctx,
    input: {
      rules: draftRules(set, rule, parts, input.asOf !== undefined),
      idOf: draftIds(set, draft),
      catalogue,
      asOf,
      historic: input.asOf !== undefined,
      signal: input.signal,
    },
  });
  try {
    for (const failure of run.failed.values()) throw failure;
    const delta = await countDelta(ctx, { table: sql.id(run.table) }, [draft]);
    const customers = await countEverybody(ctx);
    const ids = parts.map((_, index) => partId(index));
    const counted = await countParts(ctx, run.table, ids);
    const matching = await someOf(ctx, run.table, [draft]);
    const nearlyCount = ones.length === 0 ? 0 : (counted.get(partId(parts.length - 1)) ?? 0);
    // Pairs of conditions are tried only when no customer misses a single condition.
    const [from, until] =
      nearlyCount > 0 ? [nodes.length, nodes.length + ones.length] : [nodes.length + ones.length, nodes.length + near.length];
    const missing = Map.groupBy(await someOf(ctx, run.table, ids.slice(from, until)), (one) => one.customer);
    const nearest = [...missing].slice(0, MAX_SHOWN_CUSTOMERS);
    const alternatives = (rows: readonly Some[]) => rows.map(({ tag }) => near[partAt(tag) - nodes.length]!);
    const sum = (key: "now" | "after" | "enter" | "leave") => delta.reduce((total, entry) => total + entry[key], 0);
    return {
      asOf: formatInstant(asOf),
      customers,
      count: sum("after"),
      values: valuesOf(rule).map((value) => ({ value, count: delta.find((entry) => entry.value === value)?.after ?? 0 })),
      published: published ? { now: sum("now"), enter: sum("enter"), leave: sum("leave") } : null,
      nodes: nodes.map((node, index) => ({
        path: node.path,
        kind: node.rule.kind === "all" || node.rule.kind === "any" || node.rule.kind === "not" ? node.rule.kind : "leaf",
        sentence: sentenceOf(node.rule, words),
        count: counted.get(partId(index)) ?? 0,
      })),
      matching: await shown(ctx, matching.slice(0, MAX_SHOWN_CUSTOMERS), tagKind(rule.kind).hasTiers),
      nearlyCount,
      nearly: (
        await shown(
          ctx,
          nearest.map(([, [first]]) => first!),
          false,
        )
      ).map((customer, index) => {
        const found = alternatives(nearest[index]![1]);
        return { ...customer, misses: found.map(({ paths }) => [...paths]), missing: missingWords(rule, found, words) };
      }),
      sentence: tagSentence(rule, words)!,
      warnings: ruleWarnings(rule, words).map(({ path, zh, en }) => ({ path, zh, en })),
    };
  } finally {
    await run.drop();
  }
}

interface Some {
  readonly tag: number;
  readonly value: string;
  readonly customer: number;
}

/** The first customers of each bitmap, by number. */
async function someOf(ctx: Ctx, table: string, ids: readonly number[]): Promise<Some[]> {
  if (ids.length === 0) return [];
  return ctx.facts.rows<Some>(
    sql`
      SELECT
        tag,
        value,
        arrayJoin(bitmapToArray(bitmapSubsetLimit(customers, toUInt32(0), toUInt32(${literal.integer(MAX_SHOWN_CUSTOMERS)})))) AS customer
      FROM ${sql.id(table)}
      WHERE tag IN (${sql.join(ids.map(literal.integer))})
      ORDER BY customer, tag, value
    `,
  );
}

async function shown(ctx: Ctx, found: readonly Some[], tiered: boolean): Promise<RulePreview["matching"]> {
  const lines = await summariseCustomers({ ctx, input: { customers: found.map(({ customer }) => customer), attributes: [] } });
  return found.map((one, index) => ({
    customer: one.customer,
    name: lines[index]!.name,
    identities: lines[index]!.identities,
    value: tiered ? one.value : null,
  }));
}
