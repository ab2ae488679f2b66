import { literal, type Ctx, type RunOptions, sql } from "../engine/index.ts";

/** How many rows an erased customer had. */
export interface Erased {
  readonly events: number;
  readonly attributes: number;
}

const UNTIL_DELETED: RunOptions = { lane: "heavy", settings: { mutations_sync: 2 } };

/** Counts the rows of a customer under all its numbers. */
export async function countFacts({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<Erased> {
  return { events: await count(facts, "events", numbers), attributes: await count(facts, "attribute_values", numbers) };
}

/**
 * Deletes the kept ids of a customer's events, so that an event sent again with such an id counts as new. An id is deleted with its batch:
 * the same id that arrived later for another customer stays. May run twice; call it before the events are deleted.
 */
export async function freeIds({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<void> {
  const theirs = sql`customer IN (${sql.join(numbers.map(literal.integer))})`;
  const run = { lane: "heavy" } as const;
  const events = await facts.rows<{ event: string }>(sql`SELECT DISTINCT event FROM events WHERE ${theirs} ORDER BY event`, run);
  if (events.length === 0) return;
  // With event and customer the store reads only a few granules; with the customer alone it would read all ids.
  const ids = sql`
    SELECT toUInt64(id), batch
    FROM events
    WHERE event IN ${literal.texts(events.map(({ event }) => event))} AND ${theirs}
  `;
  await facts.run(
    sql`
      DELETE FROM messages
      WHERE (own = 0 AND (key, batch) IN (${ids})) OR (own != 0 AND (own, batch) IN (${ids}))
    `,
    run,
  );
}

/** Deletes a customer, under all its numbers, from the table of customers, so that no list shows it. May run twice. */
export async function eraseCustomerRows({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<void> {
  await erase(facts, "customers", numbers);
}

/** Deletes the events and attributes of a customer under all its numbers. May run twice. */
export async function eraseFacts({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<void> {
  await erase(facts, "attribute_values", numbers);
  await erase(facts, "events", numbers);
}

async function erase(facts: Ctx["facts"], table: string, numbers: readonly number[]): Promise<void> {
  // A mutation reads every part, so none is started when there is nothing to delete.
  if ((await count(facts, table, numbers)) > 0)
    await facts.run(sql`ALTER TABLE ${sql.id(table)} DELETE WHERE customer IN (${sql.join(numbers.map(literal.integer))})`, UNTIL_DELETED);
}

async function count(facts: Ctx["facts"], table: string, numbers: readonly number[]): Promise<number> {
  const [row] = await facts.rows<{ found: string }>(sql`
    SELECT count() AS found
    FROM ${sql.id(table)}
    WHERE customer IN (${sql.join(numbers.map(literal.integer))})
  `);
  return Number(row!.found);
}
