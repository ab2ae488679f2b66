import { literal } from "../../engine/index.ts";

/**
 * Who an identity points at is the customer of its greatest claim. A claim counts how often the identity has moved; of two that were made
 * at once, by processes that knew nothing of each other, the smaller customer's is the greater, so both agree on who wins.
 */
const STEP = 2 ** 32;
const LARGEST = STEP - 1;

/** The claim of a customer on an identity that has moved so many times before. Below 2^53 for two million moves. */
export function claimOf(customer: number, moves: number): number {
  return moves * STEP + (LARGEST - customer);
}

export function movesOf(claim: number): number {
  return Math.floor(claim / STEP);
}

/** The claim of a customer on a new identity, over an expression of SQL. */
export function newClaimSql(customer: string): string {
  return `toUInt64(${LARGEST} - ${customer})`;
}

/** A SELECT of `platform, external, customer` of the identities that a condition over those two columns selects, each once. */
export function ownersSql(where: string): string {
  return `SELECT platform, external, argMax(identities.customer, claim) AS customer FROM identities WHERE ${where} GROUP BY platform, external`;
}

/** A SELECT of `platform, external, customer` of the identities that point at customers of a set of SQL. */
export function identitiesOfSql(customers: string): string {
  const ever = `SELECT platform, external FROM identities WHERE customer IN ${customers}`;
  return `SELECT * FROM (${ownersSql(`(platform, external) IN (${ever})`)}) WHERE customer IN ${customers}`;
}

/** Numbers as a set of SQL. */
export function numbersSql(numbers: readonly number[]): string {
  return `(${numbers.map(literal.integer).join(", ")})`;
}
