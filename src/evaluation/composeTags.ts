import { literal, sql, type Sql } from "../engine/index.ts";
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
export function composeSql(level: readonly PlannedTag[], bitmaps: Bitmaps): Sql {
  const inverted = new Set(bitmaps.plan.leaves.filter(({ whenNothing }) => whenNothing).map(({ id }) => id));
  const leafOf = ({ tiers: [only, ...others] }: PlannedTag): string | null => {
    const formula = others.length === 0 ? only?.formula : undefined;
    return formula?.kind === "leaf" && !inverted.has(formula.leaf) ? formula.leaf : null;
  };
  const plain = level.filter((tag) => leafOf(tag) !== null);
  const others = level.filter((tag) => leafOf(tag) === null);
  const parts = [
    ...(plain.length > 0 ? [renamedSql(plain, (tag) => leafOf(tag)!, bitmaps)] : []),
    ...(others.length > 0 ? [algebraSql(others, bitmaps)] : []),
  ];
  return sql.join(parts, " UNION ALL ");
}

/** Tags that consist of one leaf have the leaf's bitmap as it is. They need no expression, which saves the engine the parsing. */
function renamedSql(tags: readonly PlannedTag[], leafOf: (tag: PlannedTag) => string, { leaves, idOf }: Bitmaps): Sql {
  const numbers = (all: readonly number[]) => sql`CAST([${sql.join(all.map(literal.integer))}] AS Array(UInt32))`;
  const named = sql`
    SELECT leaf, tag, value
    FROM system.one
    ARRAY JOIN ${numbers(tags.map((tag) => numberOf(leafOf(tag))))} AS leaf, ${numbers(tags.map(({ tag }) => idOf(tag)))} AS tag, ${literal.texts(tags.map(({ tiers }) => tiers[0]!.value))} AS value
  `;
  return sql`
    SELECT named.tag AS tag, named.value AS value, found.customers AS customers
    FROM (${named}) AS named
    INNER JOIN (
      SELECT leaf, groupBitmapMergeState(customers) AS customers
      FROM ${sql.id(leaves)}
      GROUP BY leaf
    ) AS found ON named.leaf = found.leaf
  `;
}

/**
 * The bitmaps of leaves and of named tags become columns of one row. Each condition is an expression over these columns; each tier is its
 * condition without the customers of earlier tiers.
 */
function algebraSql(level: readonly PlannedTag[], bitmaps: Bitmaps): Sql {
  const { names, from } = pivot(bitmaps);
  // Conditions are columns of a subquery. The engine expands every alias at each use, and a statement with a hundred tiers would never end.
  const conditions: Sql[] = [];
  const tags: Sql[] = [];
  const values: Sql[] = [];
  const members: Sql[] = [];
  const row = (tag: PlannedTag, value: string, bitmap: Sql) => {
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
    const before: Sql[] = [];
    for (const [tier, { value, formula }] of tag.tiers.entries()) {
      const name = sql.id(`r${index}_${tier}`);
      conditions.push(sql`${formula === null ? names.universe : formulaSql(formula, names)} AS ${name}`);
      const own = before.length === 0 ? name : sql`bitmapAndnot(${name}, ${joined("bitmapOr", before)})`;
      row(tag, value, own);
      before.push(name);
    }
  }
  const formulas = level.flatMap((tag) => tag.tiers.flatMap(({ formula }) => (formula ? [formula] : [])));
  const columns = conditions.length === 0 ? from(formulas) : sql`(SELECT *, ${sql.join(conditions)} FROM ${from(formulas)})`;
  // One constant holds all tags and one all values: a constant each takes the engine longer to parse than the algebra takes to run.
  return sql`
    SELECT tag, value, customers
    FROM (SELECT [${sql.join(members)}] AS bitmaps FROM ${columns})
    ARRAY JOIN CAST([${sql.join(tags)}] AS Array(UInt32)) AS tag, [${sql.join(values)}] AS value, bitmaps AS customers
  `;
}

/** The customers for whom a formula holds, as an SQL set. */
export function amongSql(formula: Formula, bitmaps: Bitmaps): Sql {
  const { names, from } = pivot(bitmaps);
  const statement = formulaSql(formula, names);
  return sql`(SELECT arrayJoin(bitmapToArray(${statement})) FROM ${from([formula])})`;
}

/** Names for bitmaps, and an SQL row that has a column for each name that was used. */
function pivot({ plan, leaves, members, idOf }: Bitmaps): { names: BitmapNames; from: (formulas: readonly Formula[]) => Sql } {
  const inverted = new Map(plan.leaves.map((leaf) => [leaf.id, leaf.whenNothing]));
  const named = new Map<string, { readonly condition: Sql; readonly name: Sql }>();
  const names: BitmapNames = {
    universe: sql`u`,
    leaf: (id) => ({ sql: sql.id(id), inverted: inverted.get(id) === true }),
    tag: (tag, values) => {
      const condition = sql`tag = ${literal.integer(idOf(tag))}${values === null ? sql.empty : sql` AND value IN (${sql.join(values.map(literal.text))})`}`;
      if (!named.has(condition.text)) named.set(condition.text, { condition, name: sql.id(`t${named.size + 1}`) });
      return named.get(condition.text)!.name;
    },
  };
  const from = (formulas: readonly Formula[]) => {
    const used = new Set(["u", ...formulas.flatMap(leavesOf)]);
    const leafColumns = [...used].map(
      (id) => sql`groupBitmapMergeStateIf(customers, leaf = ${literal.integer(id === "u" ? 0 : numberOf(id))}) AS ${sql.id(id)}`,
    );
    const tagColumns = [...named.values()].map(({ condition, name }) => sql`groupBitmapMergeStateIf(customers, ${condition}) AS ${name}`);
    const tags = formulas.some((formula) => tagsOf(formula).length > 0)
      ? sql` CROSS JOIN (SELECT ${sql.join(tagColumns)} FROM ${sql.id(members)}) AS named`
      : sql.empty;
    return sql`(SELECT ${sql.join(leafColumns)} FROM ${sql.id(leaves)}) AS leaves${tags}`;
  };
  return { names, from };
}
