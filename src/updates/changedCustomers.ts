import { stageName } from "../engine/index.ts";
import { nameOf } from "../membership/index.ts";
import { dependenciesOf, type TagRule } from "../rules/index.ts";
import { affectedBy } from "../tags/index.ts";
import type { Concerned, Update } from "./changeSource.ts";
import { SOURCES } from "./sources.ts";

/** Customers whose answers may have changed. The caller drops the table. */
export interface ChangedCustomers extends Concerned {
  drop(): Promise<void>;
}

/** Codes of what changed of somebody. */
interface ChangedNames {
  readonly events: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  /** Tags held long enough, and tags whose overrides ended. */
  readonly tags: ReadonlySet<string>;
  /** A new customer concerns every tag: `not` holds of it too. */
  readonly newCustomers: boolean;
}

/** Asks every source what changed, in one statement, and finds the tags that read it. */
export async function findChangedCustomers(update: Update): Promise<ChangedCustomers> {
  const { facts } = update.ctx;
  const table = stageName("changed");
  const drop = () => facts.run(`DROP TABLE IF EXISTS ${table}`);
  try {
    await facts.run(
      `CREATE TABLE ${table} (kind LowCardinality(String), name LowCardinality(String), customer UInt32, cause LowCardinality(String)) ENGINE = Memory`,
    );
    const statements: string[] = [];
    for (const source of SOURCES) statements.push(...((await source.changedCustomers?.(update)) ?? []));
    if (statements.length > 0)
      await facts.run(`INSERT INTO ${table} (cause, kind, name, customer) ${statements.map(distinctSql).join(" UNION ALL ")}`, {
        lane: "heavy",
      });
    const rows = await facts.rows<{ kind: string; name: string; cause: string; customers: string }>(
      `SELECT kind, name, cause, (SELECT uniqExact(customer) FROM ${table}) AS customers FROM ${table} GROUP BY kind, name, cause ORDER BY kind, name, cause`,
    );
    const namesOf = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map(({ name }) => name));
    const changed = {
      events: namesOf("event"),
      attributes: namesOf("attribute"),
      tags: namesOf("tag"),
      newCustomers: namesOf("customer").size > 0,
    };
    return {
      table,
      customers: Number(rows[0]?.customers ?? 0),
      tags: rows.length === 0 ? new Set() : concernedTags(update.tags.rules, changed),
      fresh: freshOf(table, rows),
      drop,
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

/** One of several sources of `cause, kind, name, customer`, of one type. */
function distinctSql(sql: string): string {
  return `SELECT DISTINCT toLowCardinality(cause), toLowCardinality(kind), toLowCardinality(name), customer FROM (${sql})`;
}

/** Customers with something new of their own; null where time is all that passed. */
function freshOf(
  table: string,
  rows: readonly { readonly cause: string; readonly kind: string; readonly name: string }[],
): Concerned["fresh"] {
  const brought = rows.filter(({ cause }) => cause !== "clock");
  if (brought.length === 0) return null;
  return {
    sql: `SELECT cause, kind, name, groupBitmapState(customer) AS customers FROM ${table} WHERE cause != 'clock' GROUP BY cause, kind, name`,
    known: {
      causes: new Set(brought.map(({ cause }) => cause)),
      names: new Set(brought.map(({ kind, name }) => nameOf(kind, name))),
    },
  };
}

/** Tags that read what changed, and those that name such tags. */
function concernedTags(rules: ReadonlyMap<string, TagRule>, changed: ChangedNames): Set<string> {
  if (changed.newCustomers) return new Set(rules.keys());
  const direct = [...rules].filter(([, rule]) =>
    dependenciesOf(rule).some(
      (dependency) =>
        (dependency.kind === "tag" && changed.tags.has(dependency.tag)) ||
        (dependency.kind === "event" && changed.events.has(dependency.event)) ||
        (dependency.kind === "attribute" && changed.attributes.has(dependency.attribute)),
    ),
  );
  return affectedBy(rules, new Set([...changed.tags, ...direct.map(([code]) => code)]));
}
