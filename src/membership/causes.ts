import { literal } from "../engine/index.ts";
import { dependenciesOf, type TagRule } from "../rules/index.ts";
import { rulesFrom } from "../tags/index.ts";

/**
 * Why somebody entered or left, as the ledger keeps it: new `event`s or attributes, those of an `import`, the `clock`, a `rule` that was
 * published or changed, an `override` set, taken away or ended, a `merge` of customers; a `person` or the `api` who put on or took off; an `undo`
 * of an import that took back what it had brought; `erase`: a customer was erased whom a tag ranked among the others.
 */
export type CauseName = "event" | "import" | "clock" | "rule" | "override" | "merge" | "person" | "api" | "undo" | "erase";

/**
 * What one evaluation knows of causes. A tag whose definition changed moves everybody by it. Otherwise a customer moves by what of
 * theirs the tag reads: an override that ended goes before a merge, a merge before events, those of messages before those of an import. For
 * everybody else it was time that passed, or the turn of a tag that ranks customers.
 */
export interface Reasons {
  /** Codes of tags that mean something else than before, and of those that name such. */
  readonly definitions: ReadonlySet<string>;
  /** Who brought new rows of what. Null: nobody. */
  readonly fresh: Fresh | null;
  /** What moved everybody else. Default: the clock. */
  readonly otherwise?: CauseName | undefined;
}

/** Customers by cause, and by kind and name of what is new of theirs. */
export interface Fresh {
  /** SQL `cause, kind, name, customers`, a bitmap. */
  readonly sql: string;
  /** What is in it, where that is known: what nobody brought need not be asked for. */
  readonly known?: { readonly causes: ReadonlySet<string>; readonly names: ReadonlySet<string> };
}

/** The one text that stands for what is new. */
export function nameOf(kind: string, name: string): string {
  return `${kind}\n${name}`;
}

/** Stronger before weaker. */
const FRESH: readonly CauseName[] = ["override", "merge", "event", "import"];

/** Tags all of whose moves are by their definitions. */
export function byDefinition(codes: Iterable<string>): Reasons {
  return { definitions: new Set(codes), fresh: null };
}

/** SQL `tag, cause, customers`: whose new rows each tag reads, itself or through the tags it names. Null where there is nobody. */
export function reasonsSql(
  { fresh }: Reasons,
  tags: readonly { readonly id: number; readonly code: string }[],
  rules: ReadonlyMap<string, TagRule>,
): OtherCauses | null {
  if (fresh === null) return null;
  const read = tags.flatMap(({ id, code }) =>
    [...namesRead(code, rules)].filter((name) => fresh.known?.names.has(name) !== false).map((name) => ({ id, name })),
  );
  if (read.length === 0) return null;
  // Three constants: a constant each would take the engine longer to read than the rest takes.
  const part = (at: 0 | 1) =>
    literal.texts(read.map(({ name }) => [name.slice(0, name.indexOf("\n")), name.slice(name.indexOf("\n") + 1)][at]!));
  const reads = `SELECT tag, kind, name FROM system.one ARRAY JOIN CAST([${read.map(({ id }) => literal.integer(id)).join(", ")}] AS Array(UInt32)) AS tag, ${part(0)} AS kind, ${part(1)} AS name`;
  return {
    sql: `SELECT tag, cause, groupBitmapMergeState(customers) AS customers FROM (${reads}) AS reads
    INNER JOIN (${fresh.sql}) AS fresh ON reads.kind = fresh.kind AND reads.name = fresh.name GROUP BY tag, cause`,
    causes: FRESH.filter((cause) => fresh.known?.causes.has(cause) !== false),
  };
}

/** SQL `tag, cause, customers` of some of the tags' customers, and which causes are in it, the stronger before the weaker. */
export interface OtherCauses {
  readonly sql: string;
  readonly causes: readonly CauseName[];
}

/** Of what is new of one customer: why the customer moves. By time where nothing is new. */
export function strongestCause(causes: ReadonlySet<string>): CauseName {
  return FRESH.find((cause) => causes.has(cause)) ?? "clock";
}

/** What a tag reads, itself or through the tags it names, as the names of what is new. New customers are looked at for every tag. */
export function namesRead(code: string, rules: ReadonlyMap<string, TagRule>): ReadonlySet<string> {
  const named = rulesFrom(rules, [code]);
  const names = [...named.values()].flatMap(dependenciesOf).flatMap((dependency) => {
    if (dependency.kind === "event") return [nameOf("event", dependency.event)];
    return dependency.kind === "attribute" ? [nameOf("attribute", dependency.attribute)] : [];
  });
  return new Set([nameOf("customer", ""), ...[...named.keys()].map((tag) => nameOf("tag", tag)), ...names]);
}

/** Columns that split bitmaps `come` and `gone` by cause: an array of tuples (cause, come, gone). `other` is SQL for the cause of the rest. */
export function splitSql(reasons: OtherCauses | null, other: string): { join: string; parts: string } {
  if (reasons === null) return { join: "", parts: `[(${other}, come, gone)]` };
  const { sql, causes } = reasons;
  const column = (cause: CauseName) => `of_${cause}`;
  const columns = causes.map((cause) => `groupBitmapMergeStateIf(customers, cause = ${literal.text(cause)}) AS ${column(cause)}`);
  const rest = (bitmap: string, before: readonly CauseName[]) =>
    before.reduce((left, cause) => `bitmapAndnot(${left}, ${column(cause)})`, bitmap);
  const parts = causes.map((cause, index) => {
    const part = (bitmap: string) => `bitmapAnd(${rest(bitmap, causes.slice(0, index))}, ${column(cause)})`;
    return `(${literal.text(cause)}, ${part("come")}, ${part("gone")})`;
  });
  return {
    join: ` LEFT JOIN (SELECT tag, ${columns.join(", ")} FROM (${sql}) GROUP BY tag) AS reasons USING (tag)`,
    parts: `[${[...parts, `(${other}, ${rest("come", causes)}, ${rest("gone", causes)})`].join(", ")}]`,
  };
}
