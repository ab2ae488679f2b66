import { literal, sql, type Sql } from "../engine/index.ts";
import { dependenciesOf, type TagRule } from "../rules/index.ts";
import { rulesFrom } from "../tags/index.ts";

/**
 * Why a customer entered or left a tag, as the history stores it. `event`: new events or attributes from messages; `import`: those of an
 * import; `clock`: time passed; `rule`: a rule was published or changed; `override`: set, removed or ended; `merge`: of customers.
 * `person`, `api`: an assignment by a person or a program; `undo`: of an import; `erase`: a customer was erased whom the tag ranked among
 * the others.
 */
export type CauseName = "event" | "import" | "clock" | "rule" | "override" | "merge" | "person" | "api" | "undo" | "erase";

/**
 * What one evaluation knows about causes. When the definition of a tag changed, that is the cause of all its moves. Otherwise the cause is
 * the strongest change of this customer that the tag reads: override, merge, event, import, in this order. For all other customers the
 * cause is `otherwise`.
 */
export interface Reasons {
  /** Codes of tags whose definition changed, and of tags that name them. */
  readonly definitions: ReadonlySet<string>;
  /** Which customers have changes, by cause. Null: none. */
  readonly changesByCause: ChangesByCause | null;
  /** The cause of all other moves. Default: the clock. */
  readonly otherwise?: CauseName | undefined;
}

/** Customers by cause, and by kind and name of their change. */
export interface ChangesByCause {
  /** SQL `cause, kind, name, customers`; the last is a bitmap. */
  readonly sql: Sql;
  /** The causes and names that occur in `sql`, where they are known: others need no query. */
  readonly contents?: { readonly causes: ReadonlySet<string>; readonly names: ReadonlySet<string> };
}

/** The text that identifies a kind and name of change. */
export function nameOf(kind: string, name: string): string {
  return `${kind}\n${name}`;
}

/** The strongest cause first. */
const CAUSES_BY_PRIORITY: readonly CauseName[] = ["override", "merge", "event", "import"];

/** Reasons of tags whose moves are all caused by a changed definition. */
export function byDefinition(codes: Iterable<string>): Reasons {
  return { definitions: new Set(codes), changesByCause: null };
}

/**
 * SQL `tag, cause, customers`: the customers with a change that the tag reads, itself or through tags that it names. Null when there are
 * none.
 */
export function reasonsSql(
  { changesByCause }: Reasons,
  tags: readonly { readonly id: number; readonly code: string }[],
  rules: ReadonlyMap<string, TagRule>,
): OtherCauses | null {
  if (changesByCause === null) return null;
  const read = tags.flatMap(({ id, code }) =>
    [...namesRead(code, rules)].filter((name) => changesByCause.contents?.names.has(name) !== false).map((name) => ({ id, name })),
  );
  if (read.length === 0) return null;
  // Three constants hold all values: a constant each takes the engine longer to parse than the rest takes to run.
  const kinds = literal.texts(read.map(({ name }) => name.slice(0, name.indexOf("\n"))));
  const names = literal.texts(read.map(({ name }) => name.slice(name.indexOf("\n") + 1)));
  const reads = sql`
    SELECT tag, kind, name
    FROM system.one
    ARRAY JOIN CAST([${sql.join(read.map(({ id }) => literal.integer(id)))}] AS Array(UInt32)) AS tag, ${kinds} AS kind, ${names} AS name
  `;
  return {
    sql: sql`
      SELECT tag, cause, groupBitmapMergeState(customers) AS customers
      FROM (${reads}) AS reads
      INNER JOIN (${changesByCause.sql}) AS latest ON reads.kind = latest.kind AND reads.name = latest.name
      GROUP BY tag, cause
    `,
    causes: CAUSES_BY_PRIORITY.filter((cause) => changesByCause.contents?.causes.has(cause) !== false),
  };
}

/** SQL `tag, cause, customers` for some customers of the tags, and the causes that occur in it, the strongest first. */
export interface OtherCauses {
  readonly sql: Sql;
  readonly causes: readonly CauseName[];
}

/** The strongest cause among the changes of one customer; the clock when there are none. */
export function strongestCause(causes: ReadonlySet<string>): CauseName {
  return CAUSES_BY_PRIORITY.find((cause) => causes.has(cause)) ?? "clock";
}

/** The names of all changes that a tag reads, itself or through the tags it names. Every tag reads new customers. */
export function namesRead(code: string, rules: ReadonlyMap<string, TagRule>): ReadonlySet<string> {
  const named = rulesFrom(rules, [code]);
  const names = [...named.values()].flatMap(dependenciesOf).flatMap((dependency) => {
    if (dependency.kind === "event") return [nameOf("event", dependency.event)];
    return dependency.kind === "attribute" ? [nameOf("attribute", dependency.attribute)] : [];
  });
  return new Set([nameOf("customer", ""), ...[...named.keys()].map((tag) => nameOf("tag", tag)), ...names]);
}

/**
 * SQL that splits the bitmaps `come` and `gone` by cause: `movesByCause` is an array of tuples (cause, entered, left). `other` is SQL for the
 * cause of the rest.
 */
export function splitSql(reasons: OtherCauses | null, other: Sql): { join: Sql; movesByCause: Sql } {
  if (reasons === null) return { join: sql.empty, movesByCause: movesSql([sql`(${other}, come, gone)`]) };
  const { sql: statement, causes } = reasons;
  const customersOf = (cause: CauseName) => sql.id(`of_${cause}`);
  const columns = causes.map((cause) => sql`groupBitmapMergeStateIf(customers, cause = ${literal.text(cause)}) AS ${customersOf(cause)}`);
  const without = (bitmap: Sql, stronger: readonly CauseName[]) =>
    stronger.reduce((left, cause) => sql`bitmapAndnot(${left}, ${customersOf(cause)})`, bitmap);
  const moves = causes.map((cause, index) => {
    const own = (bitmap: Sql) => sql`bitmapAnd(${without(bitmap, causes.slice(0, index))}, ${customersOf(cause)})`;
    return sql`(${literal.text(cause)}, ${own(sql`come`)}, ${own(sql`gone`)})`;
  });
  const rest = sql`(${other}, ${without(sql`come`, causes)}, ${without(sql`gone`, causes)})`;
  return {
    join: sql`
      LEFT JOIN (
        SELECT tag, ${sql.join(columns)}
        FROM (${statement})
        GROUP BY tag
      ) AS reasons USING (tag)
    `,
    movesByCause: movesSql([...moves, rest]),
  };
}

/** Tuples of one array whose values have names. */
function movesSql(moves: readonly Sql[]): Sql {
  const bitmap = sql`AggregateFunction(groupBitmap, UInt32)`;
  return sql`CAST([${sql.join(moves)}] AS Array(Tuple(cause String, entered ${bitmap}, left ${bitmap})))`;
}
