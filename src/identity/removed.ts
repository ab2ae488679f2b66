import type { Facts, RunOptions } from "../engine/index.ts";

const WAITING = { mutations_sync: 2 };

/** Removes the identities of a condition over `identities`. May run twice. Whoever removes customers removes their identities first. */
export async function removeIdentities(facts: Facts, where: string, options: RunOptions = {}): Promise<void> {
  await facts.run(`ALTER TABLE identities DELETE WHERE ${where}`, { ...options, settings: { ...WAITING, ...options.settings } });
}

/** Removes the customers of a condition over `customers`. May run twice. */
export async function removeCustomers(facts: Facts, where: string, options: RunOptions = {}): Promise<void> {
  await facts.run(`ALTER TABLE customers DELETE WHERE ${where}`, { ...options, settings: { ...WAITING, ...options.settings } });
}
