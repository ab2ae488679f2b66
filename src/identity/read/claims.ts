import { textLiteral as literal } from "../../engine/index.ts";

/**
 * An identity belongs to the customer of its greatest claim. A claim counts the moves of the identity. When two processes claim it at the
 * same time, the claim of the smaller customer number is the greater one, so both processes agree.
 */
const CLAIMS_OF_ONE_MOVE = 2 ** 32;
const LARGEST_CUSTOMER = CLAIMS_OF_ONE_MOVE - 1;

/** The least claim on an identity that has moved. */
export const MOVED_ONCE = CLAIMS_OF_ONE_MOVE;

/** The claim of a customer on an identity that has moved `moves` times. It stays below 2^53 for two million moves. */
export function claimOf(customer: number, moves: number): number {
  return moves * CLAIMS_OF_ONE_MOVE + (LARGEST_CUSTOMER - customer);
}

export function movesOf(claim: number): number {
  return Math.floor(claim / CLAIMS_OF_ONE_MOVE);
}

/** The claim of a customer on a new identity, as SQL over an expression. */
export function newClaimSql(customer: string): string {
  return `toUInt64(${LARGEST_CUSTOMER} - ${customer})`;
}

/** A SELECT of `platform, external, customer`, one row for each identity that fulfils the condition over those two columns. */
export function ownersSql(where: string): string {
  return `SELECT platform, external, argMax(identities.customer, claim) AS customer FROM identities WHERE ${where} GROUP BY platform, external`;
}

/** A SELECT of `platform, external, customer` of the identities that belong to a set of customers. */
export function identitiesOfSql(customers: string): string {
  const ever = `SELECT platform, external FROM identities WHERE customer IN ${customers}`;
  return `SELECT * FROM (${ownersSql(`(platform, external) IN (${ever})`)}) WHERE customer IN ${customers}`;
}

/** Numbers as an SQL list in brackets. */
export function numbersSql(numbers: readonly number[]): string {
  return `(${numbers.map(literal.integer).join(", ")})`;
}
