import { removeIdentities } from "./removeRows.ts";
import type { Identity } from "../contract/index.ts";
import { type Ctx, type RecordsTx, type RunOptions, type Stores, sql } from "../engine/index.ts";
import { numbersOfEach } from "./read/alias.ts";
import { identitiesOfSql, numbersSql } from "./read/claims.ts";
import { removeLinks, amongSql, forgetWrittenLinks, keyOf, LONG_STATEMENT } from "../matching/index.ts";
import { serially } from "./serial.ts";

const UNTIL_DELETED: RunOptions = { lane: "heavy", settings: { ...LONG_STATEMENT, mutations_sync: 2 } };

/** The number of a customer and of every customer merged into it: an erasure covers all of them. */
export async function numbersOf(ctx: Pick<Ctx, "records">, customer: number): Promise<number[]> {
  return [...(await numbersOfEach(ctx, [customer])).keys()];
}

/**
 * Deletes a customer's identities and all their links, so that later data about them makes a new customer. `keep` receives the identities
 * before they are deleted, for other rows that name them. May run twice.
 */
export async function eraseIdentities(
  ctx: Stores,
  customer: number,
  keep: (identities: readonly Identity[]) => Promise<void>,
): Promise<void> {
  const { facts } = ctx;
  return serially(ctx, "identities", async () => {
    const identities = await facts.rows<Identity>(
      sql`
        SELECT platform, external
        FROM (${identitiesOfSql(numbersSql([customer]))})
        ORDER BY platform, external
      `,
    );
    await keep(identities);
    if (identities.length === 0) return;
    const these = amongSql(identities);
    const others = amongSql(identities, "other");
    await forgetWrittenLinks(ctx);
    // Links first: if the process stopped with identities deleted and links left, a returning identity would be joined to erased ones.
    await removeLinks(facts, sql`(${these}) OR (${others})`, UNTIL_DELETED);
    await removeIdentities(ctx, these, UNTIL_DELETED);
  });
}

/** Deletes a customer's merges, moves, decisions and open reviews from the record store. */
export async function eraseIdentityRecords(tx: RecordsTx, numbers: readonly number[], identities: readonly Identity[]): Promise<void> {
  await tx
    .deleteFrom("merges")
    .where(({ eb, or }) => or([eb("kept", "in", [...numbers]), eb("lost", "in", [...numbers])]))
    .execute();
  await tx
    .deleteFrom("departed_identities")
    .where("customer", "in", [...numbers])
    .execute();
  if (identities.length === 0) return;
  const keys = identities.map(keyOf);
  await tx
    .deleteFrom("identity_reviews")
    .where(({ eb, or }) => or([eb("subject", "in", keys), eb("object", "in", keys)]))
    .execute();
  const named = new Set(keys);
  const decisions = await tx.selectFrom("identity_decisions").select(["id", "pairs"]).orderBy("id").execute();
  const theirs = decisions.filter(({ pairs }) => pairs.some(({ a, b }) => named.has(keyOf(a)) || named.has(keyOf(b))));
  if (theirs.length > 0)
    await tx
      .deleteFrom("identity_decisions")
      .where(
        "id",
        "in",
        theirs.map(({ id }) => id),
      )
      .execute();
}
