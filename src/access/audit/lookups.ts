import { sql as recordsSql } from "kysely";
import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { auditRead } from "./reads.ts";
import { hashSecret } from "../secrets/secret.ts";

const HOUR_MILLISECONDS = 3_600_000;
/** Default limit of look-ups an hour for each person or key that sees masked values. */
export const LOOKUPS_PER_HOUR = 60;
/** Marks in an actor's rows that it was refused within this hour. */
const REFUSED = "refused";
/** Number of the advisory lock. Together with the actor's number, it makes an actor's requests run one after another. */
const LOOKUPS_LOCK = 1_952_540_532;

/**
 * Counts a look-up by full text before it runs, for actors who see masked values. Without a limit, an actor could try all values that fit a
 * mask. The same text within an hour counts once, so that pages may refresh.
 * @throws LOOKUPS_LIMITED with the seconds until the oldest look-up expires
 */
export async function countLookups(ctx: Ctx, asked: readonly string[]): Promise<void> {
  if (asked.length === 0 || ctx.actor.permissions.has("customer.personal")) return;
  const { lookupsPerHour: limit = LOOKUPS_PER_HOUR } = ctx;
  const now = ctx.clock();
  const actor = `${ctx.actor.kind}:${ctx.actor.id}`;
  const begin = new Date(now - HOUR_MILLISECONDS);
  const hashes = [...new Set(asked)].map((text) => hashSecret(`${actor}\n${text}`));
  const refused = await ctx.records.transaction().execute(async (tx) => {
    await recordsSql`select pg_advisory_xact_lock(${recordsSql.lit(LOOKUPS_LOCK)}, hashtext(${actor}))`.execute(tx);
    await tx.deleteFrom("lookups").where("at", "<=", begin).execute();
    const rows = await tx.selectFrom("lookups").select(["asked", "at"]).where("actor", "=", actor).orderBy("at").execute();
    const counted = rows.filter((row) => row.asked !== REFUSED);
    const have = new Set(counted.map((row) => row.asked));
    const added = hashes.filter((hash) => !have.has(hash));
    if (added.length === 0) return null;
    const at = new Date(now);
    if (counted.length + added.length <= limit) {
      await tx
        .insertInto("lookups")
        .values(added.map((hash) => ({ actor, asked: hash, at })))
        .execute();
      return null;
    }
    const first = rows.length === counted.length;
    if (first) await tx.insertInto("lookups").values({ actor, asked: REFUSED, at }).execute();
    const oldest = counted[Math.max(0, counted.length + added.length - limit - 1)]?.at.getTime() ?? now;
    return { first, seconds: Math.max(1, Math.ceil((oldest + HOUR_MILLISECONDS - now) / 1000)) };
  });
  if (!refused) return;
  // Only the first refusal of an hour is recorded. Otherwise repeated attempts would fill the audit.
  if (refused.first) await auditRead(ctx, "customer.lookupRefused", { limit });
  throw problem("LOOKUPS_LIMITED", { limit, seconds: refused.seconds });
}

/** Records the text that was looked up and the customer that was found. Does nothing for actors who see personal data anyway. */
export async function auditLookups(ctx: Ctx, what: readonly string[], found: readonly number[]): Promise<void> {
  if (what.length === 0 || ctx.actor.permissions.has("customer.personal")) return;
  await auditRead(ctx, "customer.lookup", { what, customers: found.slice(0, 1_000), count: found.length });
}
