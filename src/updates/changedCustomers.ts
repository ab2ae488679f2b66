import { literal, stageName, sql, type Sql } from "../engine/index.ts";
import { nameOf } from "../membership/index.ts";
import { dependenciesOf, type TagRule } from "../rules/index.ts";
import { affectedBy } from "../tags/index.ts";
import type { Concerned, Update } from "./changeSource.ts";
import type { Change, Changes, CustomerChange } from "./fewCustomers/changes.ts";
import { SOURCES } from "./changeSources.ts";

/** Customers whose answers may have changed. The caller drops the table in the store. */
export interface ChangedCustomers extends Concerned {
  /** The changes of each customer, when there are few customers. */
  readonly few: Changes | null;
  drop(): Promise<void>;
}

/** More customers than this are evaluated by passes, which then cost less than interpreting one customer after another. */
const FEW_CUSTOMERS = 2_000;
/** A customer rarely has more changes at once. */
const FEW_CHANGES = 5 * FEW_CUSTOMERS;

/** The codes of everything that changed. */
interface ChangedNames {
  readonly events: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
  /** Tags that a customer has had for a duration that a rule asks for, and tags whose overrides ended. */
  readonly tags: ReadonlySet<string>;
  /** A new customer concerns every tag, because `not` may hold for it. */
  readonly newCustomers: boolean;
}

/**
 * Collects the changes of all sources, those that are not known yet in one statement, and finds the tags that read them. Only many customers
 * are stored in a table.
 */
export async function findChangedCustomers(update: Update): Promise<ChangedCustomers> {
  const statements: Sql[] = [];
  const known: CustomerChange[] = [];
  for (const source of SOURCES)
    for (const found of (await source.changedCustomers?.(update)) ?? [])
      if (isStatement(found)) statements.push(found);
      else for (const change of found) known.push(change);
  const all = unionSql([...statements, ...(known.length > 0 ? [changesSql(known)] : [])]);
  const { facts, fewCustomers = FEW_CUSTOMERS } = update.ctx;
  const asked = sql`
    SELECT DISTINCT *
    FROM (${unionSql(statements)})
    LIMIT ${literal.integer(FEW_CHANGES + 1)}
  `;
  const read = statements.length === 0 ? [] : await facts.rows<CustomerChange>(asked, { lane: "heavy" });
  const changes = distinct([...known, ...read]);
  const few = Map.groupBy(changes, ({ customer }) => customer);
  if (changes.length > FEW_CHANGES || few.size > fewCustomers) return manyCustomers(update, all);
  if (few.size === 0) return NOBODY;
  return {
    population: sql`(SELECT arrayJoin(CAST([${sql.join(Array.from(few.keys(), literal.integer))}] AS Array(UInt32))) AS customer)`,
    customers: few.size,
    tags: concernedTags(update.tags.rules, namesOf(changes)),
    changesByCause: changesByCauseOf(changes, sql`(${changesSql(changes)})`),
    few,
    drop: async () => undefined,
  };
}

function distinct(changes: readonly CustomerChange[]): CustomerChange[] {
  return [
    ...new Map(changes.map((change) => [JSON.stringify([change.cause, change.kind, change.name, change.customer]), change])).values(),
  ];
}

const NOBODY: ChangedCustomers = {
  population: sql`(SELECT toUInt32(0) AS customer WHERE false)`,
  customers: 0,
  tags: new Set(),
  changesByCause: null,
  few: new Map(),
  drop: async () => undefined,
};

async function manyCustomers({ ctx: { facts }, tags }: Update, statement: Sql): Promise<ChangedCustomers> {
  const table = stageName("changed");
  const drop = () => facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)}`);
  try {
    await facts.run(
      sql`
        CREATE TABLE ${sql.id(table)}
          (cause LowCardinality(String), kind LowCardinality(String), name LowCardinality(String), customer UInt32)
          ENGINE = Memory
      `,
    );
    await facts.run(
      sql`
        INSERT INTO ${sql.id(table)} (cause, kind, name, customer)
        ${statement}
      `,
      { lane: "heavy" },
    );
    const rows = await facts.rows<Change & { readonly customers: string }>(
      sql`
        SELECT kind, name, cause, (SELECT uniqExact(customer) FROM ${sql.id(table)}) AS customers
        FROM ${sql.id(table)}
        GROUP BY kind, name, cause
        ORDER BY kind, name, cause
      `,
    );
    return {
      population: sql`(SELECT customer FROM ${sql.id(table)})`,
      customers: Number(rows[0]?.customers ?? 0),
      tags: concernedTags(tags.rules, namesOf(rows)),
      changesByCause: changesByCauseOf(rows, sql.id(table)),
      few: null,
      drop,
    };
  } catch (error) {
    await drop();
    throw error;
  }
}

function namesOf(changes: readonly Change[]): ChangedNames {
  const of = (wanted: string) => new Set(changes.filter(({ kind }) => kind === wanted).map(({ name }) => name));
  return {
    events: of("event"),
    attributes: of("attribute"),
    tags: of("tag"),
    newCustomers: changes.some(({ kind }) => kind === "customer"),
  };
}

/** Changes as rows `cause, kind, name, customer`, one list per column: the engine parses a constant each more slowly than it computes. */
function changesSql(changes: readonly CustomerChange[]): Sql {
  const texts = (column: "cause" | "kind" | "name") => literal.texts(changes.map((change) => change[column]));
  const customers = sql`CAST([${sql.join(changes.map(({ customer }) => literal.integer(customer)))}] AS Array(UInt32))`;
  return sql`
    SELECT cause, kind, name, customer
    FROM system.one
    ARRAY JOIN ${texts("cause")} AS cause, ${texts("kind")} AS kind, ${texts("name")} AS name, ${customers} AS customer
  `;
}

/** The statements of the sources as one, with the same column types in each. */
function unionSql(statements: readonly Sql[]): Sql {
  const distinct = statements.map(
    (statement) => sql`
      SELECT DISTINCT
        toLowCardinality(s.cause) AS cause,
        toLowCardinality(s.kind) AS kind,
        toLowCardinality(s.name) AS name,
        s.customer AS customer
      FROM (${statement}) AS s
    `,
  );
  return sql.join(distinct, "\nUNION ALL\n");
}

function isStatement(found: Sql | readonly CustomerChange[]): found is Sql {
  return !Array.isArray(found);
}

/** Customers with changes of their own; null where only time passed. @param from rows `cause, kind, name, customer` */
function changesByCauseOf(changes: readonly Change[], from: Sql): Concerned["changesByCause"] {
  const brought = changes.filter(({ cause }) => cause !== "clock");
  if (brought.length === 0) return null;
  return {
    sql: sql`
      SELECT cause, kind, name, groupBitmapState(customer) AS customers
      FROM ${from}
      WHERE cause != 'clock'
      GROUP BY cause, kind, name
    `,
    contents: {
      causes: new Set(brought.map(({ cause }) => cause)),
      names: new Set(brought.map(({ kind, name }) => nameOf(kind, name))),
    },
  };
}

/** Tags that read the changes, and tags that name such tags. */
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
