import { literal, type Ctx, type RunOptions } from "../engine/index.ts";

/** What was known about a customer that is erased. */
export interface Erased {
  readonly identities: number;
  readonly events: number;
  readonly attributes: number;
}

const WAITING: RunOptions = { lane: "heavy", settings: { mutations_sync: 2 } };

/** Takes the identities of a customer out, so that what comes from now on is about somebody new. */
export async function eraseIdentities({ facts }: Pick<Ctx, "facts">, customer: number): Promise<number> {
  return erase(facts, "identities", customer);
}

/** Takes out everything else that is known about the customer, the customer last. May run twice. */
export async function eraseFacts({ facts }: Pick<Ctx, "facts">, customer: number): Promise<Omit<Erased, "identities">> {
  const attributes = await erase(facts, "attribute_values", customer);
  const events = await erase(facts, "events", customer);
  await erase(facts, "customers", customer);
  return { events, attributes };
}

async function erase(facts: Ctx["facts"], table: string, customer: number): Promise<number> {
  const his = `customer = ${literal.integer(customer)}`;
  const [row] = await facts.rows<{ found: string }>(`SELECT count() AS found FROM ${table} WHERE ${his}`);
  // A mutation reads every part, so none is begun where nothing would be found.
  if (row!.found !== "0") await facts.run(`ALTER TABLE ${table} DELETE WHERE ${his}`, WAITING);
  return Number(row!.found);
}
