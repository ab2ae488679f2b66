import type { Ctx } from "../engine/index.ts";
import type { Instant } from "../kernel/index.ts";

const NAME = "evaluation";

/** How far each store's members are true, as this process knows it. */
const known = new WeakMap<object, Instant | null>();

/** The instant that members and metrics speak of; null before the first evaluation. */
export async function evaluatedUntil(ctx: Pick<Ctx, "records" | "facts">): Promise<Instant | null> {
  const cached = known.get(ctx.facts);
  if (cached !== undefined) return cached;
  const row = await ctx.records.selectFrom("settings").select("value").where("name", "=", NAME).executeTakeFirst();
  const until = typeof row?.value["until"] === "number" ? row.value["until"] : null;
  known.set(ctx.facts, until);
  return until;
}

/** Members are true as of this instant. Only what a restart could not work out again must be `kept`. */
export async function setEvaluatedUntil(ctx: Pick<Ctx, "records" | "facts" | "clock">, until: Instant, kept: boolean): Promise<void> {
  known.set(ctx.facts, until);
  if (!kept) return;
  const row = { value: JSON.stringify({ until }), updated_at: new Date(ctx.clock()) };
  await ctx.records
    .insertInto("settings")
    .values({ name: NAME, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}
