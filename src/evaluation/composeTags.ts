import { literal } from "../engine/index.ts";
import {
  formulaSql,
  joined,
  leavesOf,
  numberOf,
  tagsOf,
  type BitmapNames,
  type Formula,
  type Plan,
  type PlannedTag,
} from "../rules/index.ts";

/** Where the bitmaps of a run lie: those of leaves, those of tags, and the number each tag has there. */
export interface Bitmaps {
  readonly plan: Plan;
  readonly leaves: string;
  readonly members: string;
  readonly idOf: (tag: string) => number;
}

/** One row a tag and value of a level: `tag, value, customers`. */
export function composeSql(level: readonly PlannedTag[], bitmaps: Bitmaps): string {
  const inverted = new Set(bitmaps.plan.leaves.filter(({ whenNothing }) => whenNothing).map(({ id }) => id));
  const leafOf = ({ tiers: [only, ...others] }: PlannedTag): string | null => {
    const formula = others.length === 0 ? only?.formula : undefined;
    return formula?.kind === "leaf" && !inverted.has(formula.leaf) ? formula.leaf : null;
  };
  const plain = level.filter((tag) => leafOf(tag) !== null);
  const others = level.filter((tag) => leafOf(tag) === null);
  return [
    ...(plain.length > 0 ? [renamedSql(plain, (tag) => leafOf(tag)!, bitmaps)] : []),
    ...(others.length > 0 ? [algebraSql(others, bitmaps)] : []),
  ].join(" UNION ALL ");
}

/** Tags that are one leaf each have its bitmap under another name: nothing to compute, and nothing for the engine to read into. */
function renamedSql(tags: readonly PlannedTag[], leafOf: (tag: PlannedTag) => string, { leaves, idOf }: Bitmaps): string {
  const numbers = (all: readonly number[]) => `CAST([${all.map(literal.integer).join(", ")}] AS Array(UInt32))`;
  const named = `SELECT leaf, tag, value FROM system.one ARRAY JOIN ${numbers(tags.map((tag) => numberOf(leafOf(tag))))} AS leaf, ${numbers(tags.map(({ tag }) => idOf(tag)))} AS tag, ${literal.texts(tags.map(({ tiers }) => tiers[0]!.value))} AS value`;
  return `SELECT named.tag AS tag, named.value AS value, found.customers AS customers FROM (${named}) AS named
    INNER JOIN (SELECT leaf, groupBitmapMergeState(customers) AS customers FROM ${leaves} GROUP BY leaf) AS found ON named.leaf = found.leaf`;
}

/**
 * The bitmaps of leaves and of tags named are pivoted into one row of columns; each condition is an expression over them, and each tier its
 * condition less those before it.
 */
function algebraSql(level: readonly PlannedTag[], bitmaps: Bitmaps): string {
  const { names, from } = pivot(bitmaps);
  // Columns of a subquery, because the engine writes out every alias where it is used: a hundred tiers would never end.
  const conditions: string[] = [];
  const tags: string[] = [];
  const values: string[] = [];
  const members: string[] = [];
  const row = (tag: PlannedTag, value: string, bitmap: string) => {
    tags.push(literal.integer(bitmaps.idOf(tag.tag)));
    values.push(literal.text(value));
    members.push(bitmap);
  };
  for (const [index, tag] of level.entries()) {
    const [only] = tag.tiers;
    if (tag.tiers.length === 1 && only!.formula !== null) {
      row(tag, only!.value, formulaSql(only!.formula, names));
      continue;
    }
    const before: string[] = [];
    for (const [tier, { value, formula }] of tag.tiers.entries()) {
      const name = `r${index}_${tier}`;
      conditions.push(`${formula === null ? names.universe : formulaSql(formula, names)} AS ${name}`);
      const own = before.length === 0 ? name : `bitmapAndnot(${name}, ${joined("bitmapOr", before)})`;
      row(tag, value, own);
      before.push(name);
    }
  }
  const formulas = level.flatMap((tag) => tag.tiers.flatMap(({ formula }) => (formula ? [formula] : [])));
  const columns = conditions.length === 0 ? from(formulas) : `(SELECT *, ${conditions.join(", ")} FROM ${from(formulas)})`;
  // One constant for all tags and one for all values: a constant each would take the engine longer to read than the algebra takes.
  return `SELECT tag, value, customers FROM (SELECT [${members.join(", ")}] AS bitmaps FROM ${columns}) ARRAY JOIN CAST([${tags.join(", ")}] AS Array(UInt32)) AS tag, [${values.join(", ")}] AS value, bitmaps AS customers`;
}

/** Those for whom a formula holds, as a set of SQL. */
export function amongSql(formula: Formula, bitmaps: Bitmaps): string {
  const { names, from } = pivot(bitmaps);
  const sql = formulaSql(formula, names);
  return `(SELECT arrayJoin(bitmapToArray(${sql})) FROM ${from([formula])})`;
}

/** Names for bitmaps, and the one row that has a column of each name asked for. */
function pivot({ plan, leaves, members, idOf }: Bitmaps): { names: BitmapNames; from: (formulas: readonly Formula[]) => string } {
  const inverted = new Map(plan.leaves.map((leaf) => [leaf.id, leaf.whenNothing]));
  const named = new Map<string, string>();
  const names: BitmapNames = {
    universe: "u",
    leaf: (id) => ({ sql: id, inverted: inverted.get(id) === true }),
    tag: (tag, values) => {
      const condition = `tag = ${idOf(tag)}${values === null ? "" : ` AND value IN (${values.map(literal.text).join(", ")})`}`;
      if (!named.has(condition)) named.set(condition, `t${named.size + 1}`);
      return named.get(condition)!;
    },
  };
  const from = (formulas: readonly Formula[]) => {
    const used = new Set(["u", ...formulas.flatMap(leavesOf)]);
    const leafColumns = [...used].map((id) => `groupBitmapMergeStateIf(customers, leaf = ${id === "u" ? 0 : numberOf(id)}) AS ${id}`);
    const tagColumns = [...named].map(([condition, name]) => `groupBitmapMergeStateIf(customers, ${condition}) AS ${name}`);
    const tags = formulas.some((formula) => tagsOf(formula).length > 0)
      ? ` CROSS JOIN (SELECT ${tagColumns.join(", ")} FROM ${members}) AS named`
      : "";
    return `(SELECT ${leafColumns.join(", ")} FROM ${leaves}) AS leaves${tags}`;
  };
  return { names, from };
}
