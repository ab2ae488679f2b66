import { literal, type Facts, type RunOptions, type Sql, sql } from "../engine/index.ts";

/** The tables of this room whose rows have a batch number. */
export type BatchTable = "messages" | "events" | "attribute_values";

/** Deletes the rows of a batch from a table. May run twice. */
export async function removeBatchRows(facts: Facts, table: BatchTable, batch: number, options: RunOptions): Promise<void> {
  const settings = { mutations_sync: 2, ...options.settings };
  await facts.run(sql`ALTER TABLE ${sql.id(table)} DELETE WHERE batch = ${literal.integer(batch)}`, { ...options, settings });
}

/** From here on the fact store refuses rows of a batch of messages, also those of a statement that is on its way. May run twice. */
export async function refuseBatchRows(facts: Facts, batch: number): Promise<void> {
  await facts.run(sql`INSERT INTO withdrawn_batches SELECT ${literal.integer(batch)}, now()`, { lane: "ingest" });
}

/** Marks customers for the next evaluation, which then evaluates all their tags. */
export async function markForEvaluation(facts: Facts, customers: Iterable<number>, batch: number, options: RunOptions = {}): Promise<void> {
  const rows = Array.from(new Set(customers), (customer) => ({ customer, batch }));
  if (rows.length > 0) await facts.insert("marked_customers", rows, options);
}

/** Stores the ids of accepted messages. @param select a SELECT of key, batch, month, sender, content, own */
export async function keepMessages(facts: Facts, select: Sql, options: RunOptions): Promise<void> {
  await facts.run(
    sql`
      INSERT INTO messages (key, batch, month, sender, content, own)
      ${select}
    `,
    options,
  );
}
