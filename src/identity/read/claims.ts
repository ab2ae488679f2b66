import { literal, sql, type Sql } from "../../engine/index.ts";

/**
 * An identity belongs to the customer of its greatest claim. A claim counts the moves of the identity. When two processes claim it at the
 * same time, the claim of the smaller customer number is the greater one, so both processes agree.
 */
const CLAIMS_OF_ONE_MOVE = 2 ** 32;
const LARGEST_CUSTOMER = CLAIMS_OF_ONE_MOVE - 1;

/** The least claim on an identity that has moved. */
export const MOVED_ONCE = CLAIMS_OF_ONE_MOVE;
export const MOVED_ONCE_SQL = literal.integer(MOVED_ONCE);

/** The claim of a customer on an identity that has moved `moves` times. It stays below 2^53 for two million moves. */
export function claimOf(customer: number, moves: number): number {
  return moves * CLAIMS_OF_ONE_MOVE + (LARGEST_CUSTOMER - customer);
}

export function movesOf(claim: number): number {
  return Math.floor(claim / CLAIMS_OF_ONE_MOVE);
}

/** The claim of a customer on a new identity, as SQL over an expression. */
export function newClaimSql(customer: Sql): Sql {
  return sql`toUInt64(${literal.integer(LARGEST_CUSTOMER)} - ${customer})`;
}

/** A SELECT of `platform, external, customer`, one row for each identity that fulfils the condition over those two columns. */
export function ownersSql(where: Sql): Sql {
  return sql`
    SELECT platform, external, argMax(identities.customer, claim) AS customer
    FROM identities
    WHERE ${where}
    GROUP BY platform, external
  `;
}

/** A SELECT of `platform, external, customer` of the identities that belong to a set of customers. */
export function identitiesOfSql(customers: Sql): Sql {
  const ever = sql`SELECT platform, external FROM identities WHERE customer IN ${customers}`;
  return sql`
    SELECT *
    FROM (${ownersSql(sql`(platform, external) IN (${ever})`)})
    WHERE customer IN ${customers}
  `;
}

/** Numbers as an SQL list in brackets. */
export function numbersSql(numbers: readonly number[]): Sql {
  return sql`(${sql.join(numbers.map(literal.integer))})`;
}
