import { VALUE_COLUMNS } from "../catalogue/index.ts";
import { markForEvaluation } from "./batchRows.ts";
import { type Ctx, literal, type RunOptions, sql, stageName, type Sql } from "../engine/index.ts";
import { customerOriginSql, type Pending, removeCustomers } from "../identity/index.ts";

/** Event rows are wide: insert blocks of the default length would need too much memory. */
const HEAVY: RunOptions = {
  lane: "heavy",
  settings: { max_query_size: 1_000_000_000, min_insert_block_size_rows: 65_536, min_insert_block_size_bytes: 2 ** 26 },
};
/** Rows are deleted by a patch: a mutation would write the projections of every part it touches again. */
const PATCH: RunOptions = { lane: "heavy", settings: { lightweight_delete_mode: "lightweight_update" } };

/**
 * What identifies a row besides its customer (`key`, of which `kind` stands first), and by what a moved row duplicates a row of its target
 * (`duplicate`): the message came again while its customer was being merged.
 */
const IDENTIFYING = {
  events: { kind: sql`event`, key: sql`event, id`, duplicate: () => sql`event, id` },
  attribute_values: {
    kind: sql`attribute`,
    key: sql`attribute, at, received, batch, origin`,
    duplicate: (origin: Sql) => sql`attribute, at, ${origin}, toString((${sql.join(VALUE_COLUMNS.map(sql.id))}, cleared))`,
  },
} as const;
/** Up to this many customers, their rows are staged in memory. */
const FEW_CUSTOMERS = 1_000;
/** How many customers are moved at once: the rows of their targets, which are searched for duplicates, must fit into memory. */
const PART_CUSTOMERS = 20_000;

/**
 * Moves rows to the customers they belong to: copies them under the new number where they are missing, then deletes exactly the rows that
 * were copied. Stopped at any point and run again, every row exists once. Rows written meanwhile are moved the next time. Returns the
 * number of rows moved.
 */
export async function moveRows(ctx: Pick<Ctx, "facts">, { moves: listed, gone }: Pick<Pending, "moves" | "gone">): Promise<number> {
  const customers = [...new Set([...listed, ...gone].map(({ customer }) => customer))];
  if (customers.length === 0) return 0;
  const { facts } = ctx;
  const mark = stageName("moves");
  const [pairs, rest] = [`${mark}_pairs`, `${mark}_rest`];
  try {
    await facts.run(sql`CREATE TABLE ${sql.id(pairs)} (customer UInt32, origin UInt32, target UInt32) ENGINE = Memory`);
    await facts.run(sql`CREATE TABLE ${sql.id(rest)} (customer UInt32, target UInt32) ENGINE = Memory`);
    await facts.insert(pairs, listed, { lane: "heavy" });
    await facts.insert(rest, gone, { lane: "heavy" });
    let moved = 0;
    for (let from = 0; from < customers.length; from += PART_CUSTOMERS) {
      const some = { mark, pairs, rest, customers: customers.slice(from, from + PART_CUSTOMERS) };
      for (const table of ["events", "attribute_values"] as const) moved += await moveTable(facts, { table, ...some });
    }
    return moved;
  } finally {
    for (const table of [pairs, rest]) await facts.run(sql`DROP TABLE IF EXISTS ${sql.id(table)}`);
  }
}

interface Move {
  readonly table: keyof typeof IDENTIFYING;
  readonly mark: string;
  readonly pairs: string;
  readonly rest: string;
  readonly customers: readonly number[];
}

async function moveTable(facts: Ctx["facts"], { table, mark, pairs, rest, customers }: Move): Promise<number> {
  const columns = (
    await facts.rows<{ name: string }>(
      sql`
        SELECT name
        FROM system.columns
        WHERE database = currentDatabase()
          AND table = ${literal.text(table)}
          AND default_kind NOT IN ('ALIAS', 'MATERIALIZED', 'EPHEMERAL')
        ORDER BY position
      `,
    )
  ).map(({ name }) => name);
  const rows = sql.id(`${mark}_${table}`);
  const { kind, key, duplicate } = IDENTIFYING[table];
  const engine = customers.length <= FEW_CUSTOMERS ? sql`Memory` : sql`MergeTree ORDER BY (customer, ${kind})`;
  try {
    // Rows that a moved identity brought go where the identity goes. All other rows of a merged customer go to the customer it was merged
    // into.
    await facts.run(
      sql`
        CREATE TABLE ${rows} ENGINE = ${engine} AS
        SELECT
          ${sql.join(columns.map((name) => sql`e.${literal.name(name)} AS ${literal.name(name)}`))},
          if(p.target != 0, p.target, r.target) AS __target,
          if(e.origin = 0, ${customerOriginSql(sql`e.customer`)}, e.origin) AS __origin
        FROM ${sql.id(table)} AS e
        LEFT ANY JOIN ${sql.id(pairs)} AS p ON e.customer = p.customer AND e.origin = p.origin
        LEFT ANY JOIN ${sql.id(rest)} AS r ON e.customer = r.customer
        WHERE e.customer IN [${sql.join(customers.map(literal.integer))}]
          AND __target != 0
          AND __target != e.customer
      `,
      HEAVY,
    );
    const [count] = await facts.rows<{ rows: string }>(sql`SELECT count() AS rows FROM ${rows}`, HEAVY);
    if (count!.rows === "0") return 0;
    const renamed = (name: string) => (name === "customer" ? sql`__target` : name === "origin" ? sql`__origin` : literal.name(name));
    const kinds = sql`${kind} IN (SELECT DISTINCT ${kind} FROM ${rows})`;
    await facts.run(
      sql`
        INSERT INTO ${sql.id(table)} (${sql.join(columns.map(literal.name))})
        SELECT ${sql.join(columns.map(renamed))}
        FROM ${rows}
        WHERE (__target, ${duplicate(sql`__origin`)}) NOT IN (
          SELECT customer, ${duplicate(sql`origin`)}
          FROM ${sql.id(table)}
          WHERE ${kinds} AND customer IN (SELECT DISTINCT __target FROM ${rows})
        )
      `,
      HEAVY,
    );
    await facts.run(
      sql`
        DELETE FROM ${sql.id(table)}
        WHERE ${kinds}
          AND customer IN (SELECT DISTINCT customer FROM ${rows})
          AND (customer, ${key}) IN (SELECT customer, ${key} FROM ${rows})
      `,
      PATCH,
    );
    return Number(count!.rows);
  } finally {
    await facts.run(sql`DROP TABLE IF EXISTS ${rows} SYNC`);
  }
}

/** Deletes merged customers from the table of customers, and marks all touched customers for the next evaluation. */
export async function retire(
  { facts }: Pick<Ctx, "facts">,
  gone: readonly number[],
  touched: readonly number[],
  batch: number,
): Promise<void> {
  await markForEvaluation(facts, touched, batch, { lane: "heavy" });
  if (gone.length > 0) await removeCustomers(facts, sql`customer IN [${sql.join(gone.map(literal.integer))}]`, HEAVY);
}

/** When customers were created, as text of the fact store. */
export async function begunAt({ facts }: Pick<Ctx, "facts">, customers: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (customers.length === 0) return new Map();
  const rows = await facts.rows<{ customer: number; begun: string }>(
    sql`
      SELECT customer, min(customers.created) AS begun
      FROM customers
      WHERE customer IN [${sql.join(customers.map(literal.integer))}]
      GROUP BY customer
      ORDER BY customer
    `,
    HEAVY,
  );
  return new Map(rows.map(({ customer, begun }) => [customer, begun]));
}
