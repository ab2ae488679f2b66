import type { Identity } from "../../contract/index.ts";
import { type Ctx, sql } from "../../engine/index.ts";
import { amongSql, LONG_STATEMENT } from "../../matching/index.ts";

/** The merged customers that once owned these identities, by number: a group that is split off becomes such a customer again. */
export async function retiredOf(ctx: Pick<Ctx, "records" | "facts" | "caches">, identities: readonly Identity[]) {
  const rows = await ctx.facts.rows<Identity & { customers: number[] }>(
    sql`
      SELECT platform, external, groupUniqArray(customer) AS customers
      FROM identities
      WHERE ${amongSql(identities)}
      GROUP BY platform, external
      ORDER BY platform, external
    `,
    { lane: "ingest", settings: LONG_STATEMENT },
  );
  const once = [...new Set(rows.flatMap((row) => row.customers))];
  const merges =
    once.length === 0
      ? []
      : await ctx.records
          .selectFrom("merges")
          .select(["id", "lost", "carried"])
          .where("kind", "=", "merge")
          .where("undone_at", "is", null)
          .where("lost", "in", once)
          .orderBy("id")
          .execute();
  const retired = new Map(merges.map(({ id, lost, carried }) => [Number(lost), { customer: Number(lost), merge: id, carried }]));
  return { claims: rows, retired };
}

/**
 * The customer that these identities were before a merge, and become again when they are split off together; with the data it brought into
 * the merge.
 */
export async function formerOf(ctx: Pick<Ctx, "records" | "facts" | "caches">, identities: readonly Identity[]) {
  const { claims, retired } = await retiredOf(ctx, identities);
  const number = claims
    .flatMap(({ customers }) => customers)
    .toSorted((a, b) => a - b)
    .find((customer) => retired.has(customer));
  return number === undefined ? undefined : retired.get(number);
}
