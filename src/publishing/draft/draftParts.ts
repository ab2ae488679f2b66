import { literal, type Ctx } from "../../engine/index.ts";
import { dependenciesOf, evaluationOrder, type Rule, type TagRule } from "../../rules/index.ts";
import { type TagSet, rulesOf } from "../../tags/index.ts";

/** Numbers of what has none: the draft and its parts. Far above any tag's. */
export const DRAFT_ID = 4_100_000_000;
/** The number of a part in the fact store, and back. */
export const partId = (index: number) => DRAFT_ID + 1 + index;
export const partAt = (id: number) => id - DRAFT_ID - 1;

/** The number of what a draft's run computes: the draft under no name, its parts under blanks and numbers, tags under their codes. */
export function draftIds(set: TagSet, draft: number): (code: string) => number {
  return (code) => (code === "" ? draft : code.startsWith(" ") ? partId(Number(code)) : set.tags.get(code)!.id);
}

/** The draft under no name, its parts under blanks and numbers, and every tag named: by hand as it is stored, or by its rule. */
export function draftRules(set: TagSet, rule: TagRule, parts: readonly Rule[], historic: boolean): Map<string, TagRule> {
  const named = dependenciesOf(rule).flatMap((dependency) => (dependency.kind === "tag" ? [dependency.tag] : []));
  const rules = historic ? rulesOf(set, named) : new Map<string, TagRule>(named.map((code) => [code, { kind: "static" }]));
  rules.set("", rule);
  for (const [index, part] of parts.entries()) rules.set(` ${index}`, { kind: "rule", rule: part });
  return rules;
}

/** @throws TAG_CYCLE when the draft in the place of the published version would name itself through others */
export function requireNoCycle(set: TagSet, code: string, rule: TagRule): void {
  const rules = new Map<string, TagRule>([...set.tags.values()].flatMap((tag) => (tag.rule ? [[tag.code, tag.rule] as const] : [])));
  evaluationOrder(rules.set(code, rule));
}

/** How many customers the bitmaps of these numbers have, all their values together. */
export async function countParts(ctx: Ctx, table: string, ids: readonly number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.facts.rows<{ tag: number; count: string }>(
    `SELECT tag, bitmapCardinality(groupBitmapMergeState(customers)) AS count FROM ${table} WHERE tag IN (${ids.map(literal.integer).join(", ")}) GROUP BY tag ORDER BY tag`,
  );
  return new Map(rows.map(({ tag, count }) => [tag, Number(count)]));
}
