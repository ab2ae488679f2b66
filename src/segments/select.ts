import { readCatalogue } from "../catalogue/index.ts";
import { textLiteral as literal, type Ctx, sql } from "../engine/index.ts";
import type { Instant, Text } from "../kernel/index.ts";
import { rememberedTags, rulesOf, type TagSet } from "../tags/index.ts";
import { runTags } from "../evaluation/index.ts";
import { storedMembersSql } from "../membership/index.ts";
import {
  checkCombination,
  combinationWords,
  formulaSql,
  planBuilder,
  planRule,
  readCombination,
  tagsOf,
  type BitmapNames,
  type Formula,
  type Rule,
} from "../rules/index.ts";

/** The selected customers of a combination: SQL for one row with the bitmap `selected`. */
export interface Selection {
  readonly sql: string;
  readonly sentence: Text;
}

/**
 * Parses a combination, typed or saved, and passes its bitmap SQL to `use`. With `asOf`, the tags are first computed as of that instant.
 * With `membersAt`, the members stored at that instant are used. Default: the current members.
 * @throws COMBINATION_SYNTAX, COMBINATION_UNKNOWN
 */
export async function withSelection<T>(
  { ctx, where, asOf, membersAt }: { ctx: Ctx; where: string | Rule; asOf?: Instant | undefined; membersAt?: Instant | undefined },
  use: (selection: Selection) => Promise<T>,
): Promise<T> {
  const set = await rememberedTags(ctx);
  const combination = typeof where === "string" ? readCombination(where, set.refs) : checkCombination(where, set.refs);
  const sentence = combinationWords(combination, set.refs);
  const formula = planRule(combination, planBuilder());
  if (membersAt !== undefined) {
    const tags = tagsOf(formula).map((code) => set.tags.get(code)!.id);
    const everybody = `customers WHERE created <= ${literal.instant(membersAt)}`;
    return use({ sql: selectionSql(formula, set, `(${storedMembersSql(tags, membersAt)})`, everybody), sentence });
  }
  if (asOf === undefined) return use({ sql: selectionSql(formula, set, "members FINAL"), sentence });
  const rules = rulesOf(set, tagsOf(formula));
  const run = await runTags({
    ctx,
    input: { rules, idOf: (code) => set.tags.get(code)!.id, catalogue: await readCatalogue({ ctx }), asOf, historic: true },
  });
  try {
    for (const failure of run.failed.values()) throw failure;
    return await use({ sql: selectionSql(formula, set, run.table), sentence });
  } finally {
    await run.drop();
  }
}

/** The bitmap of a combination over a table `tag, value, customers`. `everybody` is the table of all customers, needed for negation. */
export function selectionSql(formula: Formula, set: TagSet, table: string, everybody = "customers"): string {
  const columns = new Map<string, string>();
  const names: BitmapNames = {
    universe: sql`u`,
    leaf: (id) => {
      throw new Error(`a combination has no leaf ${id}`);
    },
    tag: (tag, values) => {
      const condition = `tag = ${literal.integer(set.tags.get(tag)!.id)}${values === null ? "" : ` AND value IN (${values.map(literal.text).join(", ")})`}`;
      if (!columns.has(condition)) columns.set(condition, `t${columns.size + 1}`);
      return sql.id(columns.get(condition)!);
    },
  };
  const expression = formulaSql(formula, names);
  const ids = [...new Set(tagsOf(formula))].map((tag) => literal.integer(set.tags.get(tag)!.id));
  const bitmaps = [...columns].map(([condition, name]) => `groupBitmapMergeStateIf(customers, ${condition}) AS ${name}`);
  // All customers are only read if something is negated.
  const universe = /\bu\b/.test(expression.text)
    ? ` CROSS JOIN (SELECT groupBitmapState(customer) AS u FROM ${everybody}) AS everybody`
    : "";
  return `SELECT ${expression} AS selected FROM (SELECT ${bitmaps.join(", ")} FROM ${table} WHERE tag IN (${ids.join(", ")})) AS named${universe}`;
}
