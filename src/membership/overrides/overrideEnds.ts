import type { Ctx } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";

/** The next instant after `after` at which an override or an assignment ends; null when none does. */
export async function nextOverrideExpiry(ctx: Pick<Ctx, "records">, after: Instant): Promise<Instant | null> {
  const row = await ctx.records
    .selectFrom("overrides")
    .select("expires_at")
    .where("removed_at", "is", null)
    // The end of an assignment counts until it has been written.
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
  /** Whether it is an assignment of a static tag rather than an override. */
  readonly assignment: boolean;
}

/** The overrides and assignments that end in (after, upTo]: tags that read them must be evaluated again. */
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
