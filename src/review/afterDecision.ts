import type { CustomersChanged, Identity } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { keyOf } from "../matching/index.ts";
import { ownersOf } from "../identity/index.ts";
import { updateAfterMerge } from "../updates/index.ts";
import { shownMerge } from "./shownMerge.ts";

/** The id of the newest merge. Later merges have larger ids. */
export async function newestMerge({ records }: Pick<Ctx, "records">): Promise<number> {
  const row = await records.selectFrom("merges").select("id").orderBy("id", "desc").limit(1).executeTakeFirst();
  return Number(row?.id ?? 0);
}

/**
 * Updates rows and tags after a decision. Returns the customers of the identities now, and the merges and splits that the decision caused.
 */
export async function afterDecision(ctx: Ctx, before: number, identities: readonly Identity[]): Promise<CustomersChanged> {
  await updateAfterMerge(ctx);
  const owners = await ownersOf({ ctx, input: identities });
  const rows = await ctx.records
    .selectFrom("merges")
    .selectAll()
    .where("id", ">", before)
    .where("cause", "=", "person")
    .where("actor", "=", ctx.actor.name)
    .orderBy("id")
    .limit(100)
    .execute();
  const customers = identities.map((identity) => owners.get(keyOf(identity))).filter((customer) => customer !== undefined);
  return { customers: [...new Set(customers)], merges: rows.map((row) => shownMerge(ctx, row)) };
}
