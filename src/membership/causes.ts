import { literal } from "../engine/index.ts";
import { dependenciesOf, type TagRule } from "../rules/index.ts";
import { rulesFrom } from "./closure.ts";

/**
 * Why somebody entered or left, as the ledger keeps it: new `event`s or attributes, those of an `import`, the `clock`, a `rule` that was
 * published or changed, a `pin` set, taken away or ended, a `merge` of customers; a `person` or the `api` who put on or took off.
 */
export type CauseName = "event" | "import" | "clock" | "rule" | "pin" | "merge" | "person" | "api";

/**
 * What one evaluation knows of causes. A tag whose definition changed moves everybody by it. Otherwise a customer moves by what of
 * theirs the tag reads: a pin that ended goes before a merge, a merge before events, those of messages before those of an import. For
 * everybody else it was time that passed, or the turn of a tag that ranks customers.
 */
export interface Reasons {
  /** Codes of tags that mean something else than before, and of those that name such. */
  readonly definitions: ReadonlySet<string>;
  /** SQL `cause, kind, name, customers`, a bitmap: who brought new rows of what. Null: nobody. */
  readonly fresh: string | null;
}

/** Stronger before weaker. */
const FRESH: readonly CauseName[] = ["pin", "merge", "event", "import"];

/** Tags all of whose moves are by their definitions. */
export function byDefinition(codes: Iterable<string>): Reasons {
  return { definitions: new Set(codes), fresh: null };
}

/** SQL `tag, cause, customers`: whose new rows each tag reads, itself or through the tags it names. Null where there is nobody. */
export function reasonsSql(
  { fresh }: Reasons,
  tags: readonly { readonly id: number; readonly code: string }[],
  rules: ReadonlyMap<string, TagRule>,
): string | null {
  if (fresh === null || tags.length === 0) return null;
  const read = tags.flatMap(({ id, code }) =>
    [...namesRead(code, rules)].map((name) => {
      const [kind, ...rest] = name.split("\n");
      return `(toUInt32(${literal.integer(id)}), ${literal.text(kind!)}, ${literal.text(rest.join("\n"))})`;
    }),
  );
  return `SELECT tag, cause, groupBitmapMergeState(customers) AS customers
    FROM (SELECT part.1 AS tag, part.2 AS kind, part.3 AS name FROM (SELECT arrayJoin([${read.join(", ")}]) AS part)) AS reads
    INNER JOIN (${fresh}) AS fresh ON reads.kind = fresh.kind AND reads.name = fresh.name GROUP BY tag, cause`;
}

/** New customers are looked at for every tag. */
function namesRead(code: string, rules: ReadonlyMap<string, TagRule>): ReadonlySet<string> {
  const named = rulesFrom(rules, [code]);
  const names = [...named.values()].flatMap(dependenciesOf).flatMap((dependency) => {
    if (dependency.kind === "event") return [`event\n${dependency.event}`];
    return dependency.kind === "attribute" ? [`attribute\n${dependency.attribute}`] : [];
  });
  return new Set(["customer\n", ...[...named.keys()].map((tag) => `tag\n${tag}`), ...names]);
}

/** Columns that split bitmaps `come` and `gone` by cause: an array of tuples (cause, come, gone). `other` is SQL for the cause of the rest. */
export function splitSql(reasons: string | null, other: string): { join: string; parts: string } {
  if (reasons === null) return { join: "", parts: `[(${other}, come, gone)]` };
  const column = (cause: CauseName) => `of_${cause}`;
  const columns = FRESH.map((cause) => `groupBitmapMergeStateIf(customers, cause = ${literal.text(cause)}) AS ${column(cause)}`);
  const rest = (bitmap: string, causes: readonly CauseName[]) =>
    causes.reduce((left, cause) => `bitmapAndnot(${left}, ${column(cause)})`, bitmap);
  const parts = FRESH.map((cause, index) => {
    const part = (bitmap: string) => `bitmapAnd(${rest(bitmap, FRESH.slice(0, index))}, ${column(cause)})`;
    return `(${literal.text(cause)}, ${part("come")}, ${part("gone")})`;
  });
  return {
    join: ` LEFT JOIN (SELECT tag, ${columns.join(", ")} FROM (${reasons}) GROUP BY tag) AS reasons USING (tag)`,
    parts: `[${[...parts, `(${other}, ${rest("come", FRESH)}, ${rest("gone", FRESH)})`].join(", ")}]`,
  };
}
