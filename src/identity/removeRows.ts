import { type Ctx, type Facts, type RunOptions, sql, type Sql } from "../engine/index.ts";
import { changingIdentities } from "./inMemory/identitiesInMemory.ts";

const UNTIL_DELETED = { mutations_sync: 2 };

/**
 * Deletes the identities that fulfil an SQL condition. May run twice. Delete the identities of customers before the customers themselves:
 * an identity must never belong to a customer that does not exist.
 */
export async function removeIdentities(ctx: Pick<Ctx, "facts" | "caches">, where: Sql, options: RunOptions = {}): Promise<void> {
  const settings = { ...UNTIL_DELETED, ...options.settings };
  await changingIdentities(ctx, () => ctx.facts.run(sql`ALTER TABLE identities DELETE WHERE ${where}`, { ...options, settings }));
}

/** Deletes the customers that fulfil an SQL condition. May run twice. */
export async function removeCustomers(facts: Facts, where: Sql, options: RunOptions = {}): Promise<void> {
  await facts.run(sql`ALTER TABLE customers DELETE WHERE ${where}`, { ...options, settings: { ...UNTIL_DELETED, ...options.settings } });
}
