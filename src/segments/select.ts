import { readCatalogue } from "../catalogue/index.ts";
import { literal, type Ctx, sql, type Sql } from "../engine/index.ts";
import type { Instant, Text } from "../kernel/index.ts";
import { rememberedVisibleTags, rulesOf, type TagSet } from "../tags/index.ts";
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
  readonly sql: Sql;
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
  const visible = await rememberedVisibleTags(ctx);
  const set = visible.all;
  const combination = typeof where === "string" ? readCombination(where, visible.refs) : checkCombination(where, visible.refs);
  const sentence = combinationWords(combination, visible.refs);
  const formula = planRule(combination, planBuilder());
  if (membersAt !== undefined) {
    const tags = tagsOf(formula).map((code) => set.tags.get(code)!.id);
    const everybody = sql`customers WHERE created <= ${literal.instant(membersAt)}`;
    return use({ sql: selectionSql(formula, set, sql`(${storedMembersSql(tags, membersAt)})`, everybody), sentence });
  }
  if (asOf === undefined) return use({ sql: selectionSql(formula, set, sql`members FINAL`), sentence });
  const rules = rulesOf(set, tagsOf(formula));
  const run = await runTags({
    ctx,
    input: { rules, idOf: (code) => set.tags.get(code)!.id, catalogue: await readCatalogue({ ctx }), asOf, historic: true },
  });
  try {
    for (const failure of run.failed.values()) throw failure;
    return await use({ sql: selectionSql(formula, set, sql.id(run.table)), sentence });
  } finally {
    await run.drop();
  }
}

/** The bitmap of a combination over a table `tag, value, customers`. `everybody` is the table of all customers, needed for negation. */
export function selectionSql(formula: Formula, set: TagSet, table: Sql, everybody: Sql = sql`customers`): Sql {
  const columns = new Map<string, { readonly condition: Sql; readonly name: Sql }>();
  const names: BitmapNames = {
    universe: sql`u`,
    leaf: (id) => {
      throw new Error(`a combination has no leaf ${id}`);
    },
    tag: (tag, values) => {
      const ofTag = sql`tag = ${literal.integer(set.tags.get(tag)!.id)}`;
      const condition = sql.and([ofTag, values && sql`value IN (${sql.join(values.map(literal.text))})`]);
      const column = columns.get(condition.text) ?? { condition, name: sql.id(`t${columns.size + 1}`) };
      columns.set(condition.text, column);
      return column.name;
    },
  };
  const expression = formulaSql(formula, names);
  const ids = [...new Set(tagsOf(formula))].map((tag) => literal.integer(set.tags.get(tag)!.id));
  const bitmaps = Array.from(columns.values(), ({ condition, name }) => sql`groupBitmapMergeStateIf(customers, ${condition}) AS ${name}`);
  // All customers are only read if something is negated.
  const universe = /\bu\b/.test(expression.text)
    ? sql`CROSS JOIN (SELECT groupBitmapState(customer) AS u FROM ${everybody}) AS everybody`
    : sql.empty;
  return sql`
    SELECT ${expression} AS selected
    FROM (
      SELECT ${sql.join(bitmaps)}
      FROM ${table}
      WHERE tag IN (${sql.join(ids)})
    ) AS named
    ${universe}
  `;
}
