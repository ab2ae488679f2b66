import type { Identity } from "../../contract/index.ts";
import { literal, sql, takeNumbers, type Ctx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import { writeChange, type NewMergeOrSplit } from "./writeChange.ts";
import { claimOf, MOVED_ONCE_SQL, movesOf } from "../read/claims.ts";
import { serially } from "../serial.ts";
import { amongSql, identityOf, keyOf, LONG_STATEMENT, lookupOwners, type Owner } from "../../matching/index.ts";

/**
 * Repairs identities that two processes numbered at the same time: the smaller customer number wins, and the rows of the other customer
 * move as in any merge. Returns the owners after the repair. Costs no query when there are none.
 */
export async function healRaces(
  ctx: Pick<Ctx, "records" | "facts" | "caches">,
  owners: ReadonlyMap<string, Owner>,
  { at, batch }: { readonly at: Instant; readonly batch: number },
): Promise<ReadonlyMap<string, Owner>> {
  const raced = [...owners].filter(([, { claim, claimants }]) => claimants > 1 && movesOf(claim) === 0).map(([text]) => identityOf(text));
  if (raced.length === 0) return owners;
  const rows = await ctx.facts.rows<{ platform: string; external: string; customers: number[] }>(
    sql`
      SELECT platform, external, arraySort(groupUniqArray(customer)) AS customers
      FROM identities
      WHERE ${amongSql(raced)}
      GROUP BY platform, external
      ORDER BY platform, external
    `,
    { lane: "ingest", settings: LONG_STATEMENT },
  );
  const losing = [...new Set(rows.flatMap(({ customers }) => customers.slice(1)))];
  // A customer that has other identities stays: it loses only the identity that both processes numbered.
  const owning = await ctx.facts.rows<{ customer: number }>(
    sql`
      SELECT DISTINCT customer
      FROM (
        SELECT argMax(customer, claim) AS customer
        FROM identities
        WHERE (platform, external) IN (
          SELECT platform, external
          FROM identities
          WHERE customer IN (${sql.join(losing.map(literal.integer))})
        )
        GROUP BY platform, external
      )
      ORDER BY customer
    `,
    { lane: "ingest", settings: LONG_STATEMENT },
  );
  const staying = new Set(owning.map(({ customer }) => customer));
  const recorded = await ctx.records
    .selectFrom("merges")
    .select("lost")
    .where("lost", "in", losing)
    .where("undone_at", "is", null)
    .execute();
  for (const { lost } of recorded) staying.add(Number(lost));
  const mergesAndSplits = new Map<number, NewMergeOrSplit>();
  const claims = rows.map(({ customers, ...identity }) => ({ identity, customer: customers[0]!, claim: claimOf(customers[0]!, 1) }));
  const moves = rows.flatMap(({ customers, ...identity }) => customers.slice(1).map((customer) => ({ customer, identity })));
  for (const { customers, ...identity } of rows)
    for (const lost of customers.slice(1))
      if (!staying.has(lost) && !mergesAndSplits.has(lost))
        mergesAndSplits.set(lost, { kind: "merge", kept: customers[0]!, lost, identities: [identity], pairs: [], cause: "race" });
  await writeChange(ctx, {
    at,
    batch,
    actor: "",
    reason: null,
    customers: [],
    claims,
    moves,
    mergesAndSplits: [...mergesAndSplits.values()],
    undone: [],
  });
  const healed = await lookupOwners(ctx, raced, "ingest");
  return new Map([
    ...owners,
    ...raced.flatMap((identity) => {
      const owner = healed.get(keyOf(identity));
      return owner ? [[keyOf(identity), owner] as const] : [];
    }),
  ]);
}

/** The same for identities that these batches brought, also when no later message names them. One query when there are none. */
export async function healNewBatches(ctx: Pick<Ctx, "records" | "facts" | "caches" | "clock">, batches: readonly number[]): Promise<void> {
  if (batches.length === 0) return;
  const raced = await ctx.facts.rows<Identity>(
    sql`
      SELECT platform, external
      FROM identities
      WHERE (platform, external) IN (
        SELECT platform, external
        FROM identities
        WHERE batch IN (${sql.join(batches.map(literal.integer))}) AND claim < ${MOVED_ONCE_SQL}
      )
      GROUP BY platform, external
      HAVING uniqExact(customer) > 1 AND max(claim) < ${MOVED_ONCE_SQL}
      ORDER BY platform, external
    `,
    { lane: "heavy" },
  );
  if (raced.length === 0) return;
  await serially(ctx, "identities", async () => {
    const owners = await lookupOwners(ctx, raced, "ingest");
    await healRaces(ctx, owners, { at: ctx.clock(), batch: await takeNumbers(ctx.records, "batch", 1) });
  });
}
