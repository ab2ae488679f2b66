import { VALUE_COLUMNS } from "../catalogue/index.ts";
import { markForEvaluation } from "./batchRows.ts";
import { type Ctx, textLiteral as literal, type RunOptions, sql, stageName, unconverted } from "../engine/index.ts";
import { customerOriginSql, type Pending, removeCustomers } from "../identity/index.ts";

/** Event rows are wide: insert blocks of the default length would need too much memory. */
const HEAVY: RunOptions = {
  lane: "heavy",
  settings: { max_query_size: 1_000_000_000, min_insert_block_size_rows: 65_536, min_insert_block_size_bytes: 2 ** 26 },
};
/** Rows are deleted by a patch: a mutation would write the projections of every part it touches again. */
const PATCH: RunOptions = { lane: "heavy", settings: { lightweight_delete_mode: "lightweight_update" } };

/** The columns that identify a row, besides its customer. */
const ROW_KEY = { events: ["event", "id"], attribute_values: ["attribute", "at", "received", "batch", "origin"] } as const;
/** The columns by which a moved row duplicates a row of its target: the message came again while its customer was being merged. */
const DUPLICATE = {
  events: ["event", "id"],
  attribute_values: ["attribute", "at", "origin", `toString((${VALUE_COLUMNS.join(", ")}, cleared))`],
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
    await facts.run(`CREATE TABLE ${pairs} (customer UInt32, origin UInt32, target UInt32) ENGINE = Memory`);
    await facts.run(`CREATE TABLE ${rest} (customer UInt32, target UInt32) ENGINE = Memory`);
    await facts.insert(pairs, listed, { lane: "heavy" });
    await facts.insert(rest, gone, { lane: "heavy" });
    let moved = 0;
    for (let from = 0; from < customers.length; from += PART_CUSTOMERS) {
      const some = { mark, pairs, rest, customers: customers.slice(from, from + PART_CUSTOMERS) };
      for (const table of ["events", "attribute_values"] as const) moved += await moveTable(facts, { table, ...some });
    }
    return moved;
  } finally {
    for (const table of [pairs, rest]) await facts.run(`DROP TABLE IF EXISTS ${table}`);
  }
}

interface Move {
  readonly table: keyof typeof ROW_KEY;
  readonly mark: string;
  readonly pairs: string;
  readonly rest: string;
  readonly customers: readonly number[];
}

async function moveTable(facts: Ctx["facts"], { table, mark, pairs, rest, customers }: Move): Promise<number> {
  const columns = (
    await facts.rows<{ name: string }>(
      `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = ${literal.text(table)}
      AND default_kind NOT IN ('ALIAS', 'MATERIALIZED', 'EPHEMERAL') ORDER BY position`,
    )
  ).map(({ name }) => name);
  const rows = `${mark}_${table}`;
  const same = ROW_KEY[table].join(", ");
  const duplicate = DUPLICATE[table];
  const [kind] = duplicate;
  const among = (numbers: string) => `customer IN ${numbers}`;
  try {
    // Rows that a moved identity brought go where the identity goes. All other rows of a merged customer go to the customer it was merged
    // into.
    await facts.run(
      `CREATE TABLE ${rows} ENGINE = ${customers.length <= FEW_CUSTOMERS ? "Memory" : `MergeTree ORDER BY (customer, ${kind})`} AS
      SELECT ${columns.map((name) => `e.${literal.name(name)} AS ${literal.name(name)}`).join(", ")}, if(p.target != 0, p.target, r.target) AS __target,
        if(e.origin = 0, ${customerOriginSql(sql`e.customer`)}, e.origin) AS __origin FROM ${table} AS e
      LEFT ANY JOIN ${pairs} AS p ON e.customer = p.customer AND e.origin = p.origin
      LEFT ANY JOIN ${rest} AS r ON e.customer = r.customer
      WHERE e.customer IN [${customers.map(literal.integer).join(", ")}] AND __target != 0 AND __target != e.customer`,
      HEAVY,
    );
    const [count] = await facts.rows<{ rows: string }>(`SELECT count() AS rows FROM ${rows}`, HEAVY);
    if (count!.rows === "0") return 0;
    const renamed = (name: string) => (name === "customer" ? "__target" : name === "origin" ? "__origin" : literal.name(name));
    const targets = `(SELECT DISTINCT __target FROM ${rows})`;
    const kinds = `${kind} IN (SELECT DISTINCT ${kind} FROM ${rows})`;
    await facts.run(
      `INSERT INTO ${table} (${columns.map(literal.name).join(", ")}) SELECT ${columns.map(renamed).join(", ")} FROM ${rows}
      WHERE (__target, ${duplicate.map((name) => (name === "origin" ? "__origin" : name)).join(", ")}) NOT IN (SELECT customer, ${duplicate.join(", ")} FROM ${table} WHERE ${kinds} AND ${among(targets)})`,
      HEAVY,
    );
    await facts.run(
      `DELETE FROM ${table} WHERE ${kinds} AND ${among(`(SELECT DISTINCT customer FROM ${rows})`)}
      AND (customer, ${same}) IN (SELECT customer, ${same} FROM ${rows})`,
      PATCH,
    );
    return Number(count!.rows);
  } finally {
    await facts.run(`DROP TABLE IF EXISTS ${rows} SYNC`);
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
  if (gone.length > 0) await removeCustomers(facts, unconverted(`customer IN [${gone.map(literal.integer).join(", ")}]`), HEAVY);
}

/** When customers were created, as text of the fact store. */
export async function begunAt({ facts }: Pick<Ctx, "facts">, customers: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (customers.length === 0) return new Map();
  const rows = await facts.rows<{ customer: number; begun: string }>(
    `SELECT customer, min(customers.created) AS begun FROM customers WHERE customer IN [${customers.map(literal.integer).join(", ")}] GROUP BY customer ORDER BY customer`,
    HEAVY,
  );
  return new Map(rows.map(({ customer, begun }) => [customer, begun]));
}
