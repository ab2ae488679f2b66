import { textLiteral as literal } from "../engine/index.ts";
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

/** The tables with the bitmaps of a run: those of leaves and those of tags, and the number that each tag has in the fact store. */
export interface Bitmaps {
  readonly plan: Plan;
  readonly leaves: string;
  readonly members: string;
  readonly idOf: (tag: string) => number;
}

/** One row per tag and value of a level: `tag, value, customers`. */
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

/** Tags that consist of one leaf have the leaf's bitmap as it is. They need no expression, which saves the engine the parsing. */
function renamedSql(tags: readonly PlannedTag[], leafOf: (tag: PlannedTag) => string, { leaves, idOf }: Bitmaps): string {
  const numbers = (all: readonly number[]) => `CAST([${all.map(literal.integer).join(", ")}] AS Array(UInt32))`;
  const named = `SELECT leaf, tag, value FROM system.one ARRAY JOIN ${numbers(tags.map((tag) => numberOf(leafOf(tag))))} AS leaf, ${numbers(tags.map(({ tag }) => idOf(tag)))} AS tag, ${literal.texts(tags.map(({ tiers }) => tiers[0]!.value))} AS value`;
  return `SELECT named.tag AS tag, named.value AS value, found.customers AS customers FROM (${named}) AS named
    INNER JOIN (SELECT leaf, groupBitmapMergeState(customers) AS customers FROM ${leaves} GROUP BY leaf) AS found ON named.leaf = found.leaf`;
}

/**
 * The bitmaps of leaves and of named tags become columns of one row. Each condition is an expression over these columns; each tier is its
 * condition without the customers of earlier tiers.
 */
function algebraSql(level: readonly PlannedTag[], bitmaps: Bitmaps): string {
  const { names, from } = pivot(bitmaps);
  // Conditions are columns of a subquery. The engine expands every alias at each use, and a statement with a hundred tiers would never end.
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
  // One constant holds all tags and one all values: a constant each takes the engine longer to parse than the algebra takes to run.
  return `SELECT tag, value, customers FROM (SELECT [${members.join(", ")}] AS bitmaps FROM ${columns}) ARRAY JOIN CAST([${tags.join(", ")}] AS Array(UInt32)) AS tag, [${values.join(", ")}] AS value, bitmaps AS customers`;
}

/** The customers for whom a formula holds, as an SQL set. */
export function amongSql(formula: Formula, bitmaps: Bitmaps): string {
  const { names, from } = pivot(bitmaps);
  const sql = formulaSql(formula, names);
  return `(SELECT arrayJoin(bitmapToArray(${sql})) FROM ${from([formula])})`;
}

/** Names for bitmaps, and an SQL row that has a column for each name that was used. */
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
