import { sql } from "./facts/sql/sql.ts";
import { newId, problem } from "../kernel/index.ts";
import { literal } from "./facts/literal.ts";
import type { Facts } from "./facts/types.ts";
import type { Records } from "./records/types.ts";

const NAME = "store";

/**
 * Holds that records and facts belong together: one id stands in both since their first start. Records beside the facts of others would
 * number a new customer like an old one, who then has its data.
 * @throws STORES_MISMATCH
 */
export async function pairStores(records: Records, facts: Facts): Promise<void> {
  const [ofRecords, ofFacts] = [await recordsId(records), await factsId(facts)];
  if (ofRecords !== undefined && ofRecords === ofFacts) return;
  const [hasCustomers, hasRows] = [await numbersCustomers(records), await holdsCustomers(facts)];
  const mismatch = () => problem("STORES_MISMATCH", { records: ofRecords ?? null, facts: ofFacts ?? null });
  if (ofRecords !== undefined && ofFacts !== undefined) throw mismatch();
  // One that was cut off at its first start has the id in one store, and no customer in either.
  if (hasCustomers !== hasRows || ((ofRecords ?? ofFacts) !== undefined && hasRows)) throw mismatch();
  const id = await keepInRecords(records, ofFacts ?? newId());
  if (ofFacts === undefined) await facts.run(sql`INSERT INTO store SELECT ${literal.text(id)}, now64(3)`);
  else if (ofFacts !== id) throw mismatch();
}

/** The id that both stores have since their first start; undefined before it. */
export async function recordsId(records: Records): Promise<string | undefined> {
  const row = await records.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
  return typeof row?.value["id"] === "string" ? row.value["id"] : undefined;
}

async function factsId(facts: Facts): Promise<string | undefined> {
  const [row] = await facts.rows<{ id: string }>(sql`SELECT id FROM store ORDER BY at LIMIT 1`);
  return row?.id;
}

async function numbersCustomers(records: Records): Promise<boolean> {
  const row = await records.selectFrom("counters").select("value").where("name", "=", "customer").executeTakeFirst();
  return Number(row?.value ?? 0) > 0;
}

async function holdsCustomers(facts: Facts): Promise<boolean> {
  const rows = await facts.rows(sql`SELECT 1 FROM customers LIMIT 1`);
  return rows.length > 0;
}

/** Of several processes at their first start, the first decides. */
async function keepInRecords(records: Records, id: string): Promise<string> {
  await records
    .insertInto("settings")
    .values({ name: NAME, value: JSON.stringify({ id }), updated_at: new Date() })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  return (await recordsId(records)) ?? id;
}
