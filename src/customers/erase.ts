import { numbersSql } from "../identity/index.ts";
import type { Ctx, RunOptions } from "../engine/index.ts";

/** How much was known about a customer that is erased. */
export interface Erased {
  readonly events: number;
  readonly attributes: number;
}

const WAITING: RunOptions = { lane: "heavy", settings: { mutations_sync: 2 } };

/** Takes out what a customer, under all its numbers, did and was; the customer last. May run twice. */
export async function eraseFacts({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<Erased> {
  const attributes = await erase(facts, "attribute_values", numbers);
  const events = await erase(facts, "events", numbers);
  await erase(facts, "customers", numbers);
  return { events, attributes };
}

async function erase(facts: Ctx["facts"], table: string, numbers: readonly number[]): Promise<number> {
  const theirs = `customer IN ${numbersSql(numbers)}`;
  const [row] = await facts.rows<{ found: string }>(`SELECT count() AS found FROM ${table} WHERE ${theirs}`);
  // A mutation reads every part, so none is begun where nothing would be found.
  if (row!.found !== "0") await facts.run(`ALTER TABLE ${table} DELETE WHERE ${theirs}`, WAITING);
  return Number(row!.found);
}
