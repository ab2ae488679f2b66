import { literal, type Ctx, type RunOptions } from "../../engine/index.ts";

/**
 * Takes every row of a batch out of the fact store. A customer that others have meanwhile written about stays, with the identities
 * that lead to it. May run twice.
 */
export async function undoBatch({ facts }: Pick<Ctx, "facts">, batch: number): Promise<void> {
  const number = literal.integer(batch);
  const run: RunOptions = { lane: "heavy", settings: { mutations_sync: 2 } };
  for (const table of ["events", "attribute_values"]) {
    if (await has(facts, table, number)) await facts.run(`ALTER TABLE ${table} DELETE WHERE batch = ${number}`, run);
  }
  if (!(await has(facts, "customers", number)) && !(await has(facts, "identities", number))) return;
  const orphans = `stage_import_${number}_orphans`;
  await facts.run(`DROP TABLE IF EXISTS ${orphans}`, run);
  await facts.run(`CREATE TABLE ${orphans} (customer UInt32) ENGINE = MergeTree ORDER BY customer`, run);
  await facts.run(
    `INSERT INTO ${orphans} SELECT customer FROM customers WHERE batch = ${number}
      AND customer NOT IN (SELECT customer FROM identities WHERE batch != ${number})
      AND customer NOT IN (SELECT customer FROM attribute_values)
      AND customer NOT IN (SELECT customer FROM events)`,
    run,
  );
  // Identities first: none may point at a customer that is gone. Those attached to older customers go too.
  await facts.run(
    `ALTER TABLE identities DELETE WHERE batch = ${number}
      AND (customer IN (SELECT customer FROM ${orphans}) OR customer NOT IN (SELECT customer FROM customers WHERE batch = ${number}))`,
    run,
  );
  await facts.run(`ALTER TABLE customers DELETE WHERE batch = ${number} AND customer IN (SELECT customer FROM ${orphans})`, run);
  await facts.run(`DROP TABLE ${orphans}`, run);
}

async function has(facts: Ctx["facts"], table: string, batch: string): Promise<boolean> {
  const [row] = await facts.rows<{ found: string }>(
    `SELECT count() AS found FROM (SELECT 1 FROM ${table} WHERE batch = ${batch} LIMIT 1)`,
    { lane: "heavy" },
  );
  return row!.found !== "0";
}

/** Drops the staging tables whose names begin with `prefix`. */
export async function dropStages({ facts }: Pick<Ctx, "facts">, prefix: string, olderThanSeconds = 0): Promise<void> {
  const age = olderThanSeconds === 0 ? "" : ` AND metadata_modification_time < now() - ${literal.integer(olderThanSeconds)}`;
  const tables = await facts.rows<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, ${literal.text(prefix)})${age} ORDER BY name`,
  );
  for (const { name } of tables) await facts.run(`DROP TABLE IF EXISTS ${literal.name(name)} SYNC`, { lane: "heavy" });
}
