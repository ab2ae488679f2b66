import { literal, type Ctx, sql } from "../../engine/index.ts";
import { dependenciesOf, evaluationOrder, type Rule, type TagRule } from "../../rules/index.ts";
import { type TagSet, rulesOf } from "../../tags/index.ts";

/** Tag numbers for the draft and its parts, which have none yet. Far above any real number. */
export const DRAFT_ID = 4_100_000_000;
/** Converts between a part and its number in the fact store. */
export const partId = (index: number) => DRAFT_ID + 1 + index;
export const partAt = (id: number) => id - DRAFT_ID - 1;

/** The number of each key in a run of a draft: the draft has the empty key, its parts have a blank and a number, tags have their codes. */
export function draftIds(set: TagSet, draft: number): (code: string) => number {
  return (code) => (code === "" ? draft : code.startsWith(" ") ? partId(Number(code)) : set.tags.get(code)!.id);
}

/**
 * All rules of a run: the draft under the empty key, its parts under a blank and a number, and every named tag: with its stored members or
 * with its rule.
 */
export function draftRules(set: TagSet, rule: TagRule, parts: readonly Rule[], historic: boolean): Map<string, TagRule> {
  const named = dependenciesOf(rule).flatMap((dependency) => (dependency.kind === "tag" ? [dependency.tag] : []));
  const rules = historic ? rulesOf(set, named) : new Map<string, TagRule>(named.map((code) => [code, { kind: "static" }]));
  rules.set("", rule);
  for (const [index, part] of parts.entries()) rules.set(` ${index}`, { kind: "rule", rule: part });
  return rules;
}

/** @throws TAG_CYCLE when the draft, published, would name itself through other tags */
export function requireNoCycle(set: TagSet, code: string, rule: TagRule): void {
  const rules = new Map<string, TagRule>([...set.tags.values()].flatMap((tag) => (tag.rule ? [[tag.code, tag.rule] as const] : [])));
  evaluationOrder(rules.set(code, rule));
}

/** The number of customers in the bitmaps of these numbers, over all values. */
export async function countParts(ctx: Ctx, table: string, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.facts.rows<{ tag: number; count: string }>(
    sql`
      SELECT tag, bitmapCardinality(groupBitmapMergeState(customers)) AS count
      FROM ${sql.id(table)}
      WHERE tag IN (${sql.join(ids.map(literal.integer))})
      GROUP BY tag
      ORDER BY tag
    `,
  );
  return new Map(rows.map(({ tag, count }) => [tag, Number(count)]));
}
