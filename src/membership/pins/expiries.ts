import type { Ctx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

/** The instants after `after` at which pins stop holding, the next first, each once. */
export async function pinExpiries(ctx: Pick<Ctx, "records">, after: Instant): Promise<Instant[]> {
  const rows = await ctx.records
    .selectFrom("pins")
    .select("expires_at")
    .distinct()
    .where("removed_at", "is", null)
    .where("expires_at", ">", new Date(after))
    .orderBy("expires_at")
    .execute();
  return rows.map((row) => row.expires_at!.getTime());
}

/** Whose pins stopped holding in (after, upTo]: the customers whom the rule decides again. */
export async function pinsExpired(ctx: Pick<Ctx, "records">, after: Instant, upTo: Instant): Promise<{ tag: number; customer: number }[]> {
  return ctx.records
    .selectFrom("pins")
    .select(["tag", "customer"])
    .where("removed_at", "is", null)
    .where("expires_at", ">", new Date(after))
    .where("expires_at", "<=", new Date(upTo))
    .orderBy("id")
    .execute();
}
