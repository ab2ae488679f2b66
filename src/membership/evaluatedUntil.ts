import { cacheKind, type Ctx, type Stores as Both } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";

const NAME = "evaluation";

type Stores = Pick<Both, "records" | "caches">;
/** How far members are true, as this process knows it. */
const UNTIL = cacheKind<Instant | null>("membership.evaluatedUntil", "lease");

/** The instant that members and metrics speak of; null before the first evaluation. */
export async function evaluatedUntil(ctx: Stores): Promise<Instant | null> {
  const cached = ctx.caches.get(UNTIL);
  if (cached !== undefined) return cached;
  const row = await ctx.records.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
  const until = typeof row?.value["until"] === "number" ? row.value["until"] : null;
  ctx.caches.set(UNTIL, until);
  return until;
}

/** Members are true as of this instant. Only what a restart could not work out again must be `kept`. */
export async function setEvaluatedUntil(ctx: Stores & Pick<Ctx, "clock">, until: Instant, kept: boolean): Promise<void> {
  ctx.caches.set(UNTIL, until);
  if (!kept) return;
  const row = { value: JSON.stringify({ until }), updated_at: new Date(ctx.clock()) };
  await ctx.records
    .insertInto("settings")
    .values({ name: NAME, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}
