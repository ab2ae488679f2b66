import type { Identity } from "../../contract/index.ts";
import { type Ctx, sql } from "../../engine/index.ts";
import { identitiesOfSql, numbersSql } from "./claims.ts";
import { amongSql, lookupOwners } from "../../matching/index.ts";
import { compareTrust } from "../../identifiers/index.ts";

/** The identities of customers, the most trusted first. Not masked: the customers room masks what it shows. */
export async function readIdentities({
  ctx,
  input: customers,
}: {
  ctx: Pick<Ctx, "facts">;
  input: readonly number[];
}): Promise<ReadonlyMap<number, readonly Identity[]>> {
  const found = new Map<number, Identity[]>();
  if (customers.length === 0) return found;
  const rows = await ctx.facts.rows<Identity & { customer: number }>(
    sql`${identitiesOfSql(numbersSql(customers))} ORDER BY customer, platform, external`,
  );
  for (const { customer, platform, external } of rows) {
    const list = found.get(customer);
    if (list) list.push({ platform, external });
    else found.set(customer, [{ platform, external }]);
  }
  for (const list of found.values()) list.sort(compareTrust);
  return found;
}

/** An identity with the time of its arrival (as text of the fact store) and the batch that brought it. */
export interface IdentityWithSource extends Identity {
  readonly since: string;
  readonly batch: number;
}

/** The identities of one customer, the most trusted first. */
export async function identitiesWithSource({
  ctx,
  input: customer,
}: {
  ctx: Pick<Ctx, "facts">;
  input: number;
}): Promise<readonly IdentityWithSource[]> {
  const own = (await readIdentities({ ctx, input: [customer] })).get(customer) ?? [];
  if (own.length === 0) return [];
  // The first claim is the arrival; later claims are moves.
  const rows = await ctx.facts.rows<{ platform: string; external: string; first: string; number: string }>(
    sql`
      SELECT platform, external, min(identities.since) AS first, toString(argMin(batch, (since, batch))) AS number
      FROM identities
      WHERE ${amongSql(own)}
      GROUP BY platform, external
      ORDER BY platform, external
    `,
  );
  return rows
    .map(({ platform, external, first, number }) => ({ platform, external, since: first, batch: Number(number) }))
    .toSorted(compareTrust);
}

/** The customers of normalised identities, by keyOf. */
export async function ownersOf({
  ctx,
  input: identities,
}: {
  ctx: Pick<Ctx, "facts">;
  input: readonly Identity[];
}): Promise<ReadonlyMap<string, number>> {
  const owners = await lookupOwners(ctx, identities, "interactive");
  return new Map([...owners].map(([key, { customer }]) => [key, customer]));
}
