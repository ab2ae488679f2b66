import type { Ctx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

/** The next instant after `after` at which an override stops holding or a tag put on until then leaves; null when none does. */
export async function nextOverrideExpiry(ctx: Pick<Ctx, "records">, after: Instant): Promise<Instant | null> {
  const row = await ctx.records
    .selectFrom("overrides")
    .select("expires_at")
    .where("removed_at", "is", null)
    // A given tag has left only when that is written down.
    .where(({ eb, or }) => or([eb("expires_at", ">", new Date(after)), eb("assignment", "=", true)]))
    .where("expires_at", "is not", null)
    .orderBy("expires_at")
    .limit(1)
    .executeTakeFirst();
  return row?.expires_at?.getTime() ?? null;
}

export interface Expired {
  readonly tag: number;
  readonly customer: number;
  /** A static tag that was put on until then, rather than an override. */
  readonly assignment: boolean;
}

/** Whose overrides stopped holding, and whose tags left by their own end, in (after, upTo]: what reads them is to be looked at again. */
export async function overridesExpired(ctx: Pick<Ctx, "records">, after: Instant, upTo: Instant): Promise<Expired[]> {
  return ctx.records
    .selectFrom("overrides")
    .select(["tag", "customer", "assignment"])
    .where(({ eb, or, ref }) => or([eb("removed_at", "is", null), eb("removed_at", "=", ref("expires_at"))]))
    .where("expires_at", ">", new Date(after))
    .where("expires_at", "<=", new Date(upTo))
    .orderBy("id")
    .execute();
}
