import { numbersSql } from "../identity/index.ts";
import { literal, type Ctx, type RunOptions } from "../engine/index.ts";

/** How much was known about a customer that is erased. */
export interface Erased {
  readonly events: number;
  readonly attributes: number;
}

const UNTIL_DELETED: RunOptions = { lane: "heavy", settings: { mutations_sync: 2 } };

/** How much there is of a customer under all its numbers. */
export async function countFacts({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<Erased> {
  return { events: await count(facts, "events", numbers), attributes: await count(facts, "attribute_values", numbers) };
}

/**
 * Frees the ids of a customer's events: what is sent with them again, or stands in a file, is new. An id is freed with the batch that brought
 * it, so that one which has come again since for somebody new stays known. May run twice; before the events go.
 */
export async function freeIds({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<void> {
  const theirs = `customer IN ${numbersSql(numbers)}`;
  const run = { lane: "heavy" } as const;
  const events = await facts.rows<{ event: string }>(`SELECT DISTINCT event FROM events WHERE ${theirs} ORDER BY event`, run);
  if (events.length === 0) return;
  // By event and customer the store finds their granules; by customer alone it would read every id there is.
  const ids = `SELECT toUInt64(id), batch FROM events WHERE event IN ${literal.texts(events.map(({ event }) => event))} AND ${theirs}`;
  await facts.run(`DELETE FROM messages WHERE (own = 0 AND (key, batch) IN (${ids})) OR (own != 0 AND (own, batch) IN (${ids}))`, run);
}

/** Takes a customer, under all its numbers, out of the universe: it stands in no list any more. May run twice. */
export async function eraseCustomerRows({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<void> {
  await erase(facts, "customers", numbers);
}

/** Takes out what a customer, under all its numbers, did and was. May run twice. */
export async function eraseFacts({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<void> {
  await erase(facts, "attribute_values", numbers);
  await erase(facts, "events", numbers);
}

async function erase(facts: Ctx["facts"], table: string, numbers: readonly number[]): Promise<void> {
  // A mutation reads every part, so none is begun where nothing would be found.
  if ((await count(facts, table, numbers)) > 0)
    await facts.run(`ALTER TABLE ${table} DELETE WHERE customer IN ${numbersSql(numbers)}`, UNTIL_DELETED);
}

async function count(facts: Ctx["facts"], table: string, numbers: readonly number[]): Promise<number> {
  const [row] = await facts.rows<{ found: string }>(`SELECT count() AS found FROM ${table} WHERE customer IN ${numbersSql(numbers)}`);
  return Number(row!.found);
}
