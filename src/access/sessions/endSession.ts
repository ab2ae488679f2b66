import type { Verb } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { hashSecret } from "../secrets/secret.ts";

/** Ends a session at once: one's own, or with `team.manage` any. @throws NOT_FOUND */
export async function endSession({ ctx, input }: Verb<{ session: string }>): Promise<{ ok: true }> {
  const { actor } = ctx;
  await ctx.records.transaction().execute(async (tx) => {
    let ended = tx.deleteFrom("sessions").where("id", "=", input.session);
    // Another person's session is reported as not found. A refusal would show that it exists.
    if (!actor.permissions.has("team.manage")) ended = ended.where("person", "=", actor.kind === "person" ? actor.id : "");
    const row = await ended.returning(["person"]).executeTakeFirst();
    if (!row) throw problem("NOT_FOUND", { what: input.session });
    await audit(tx, ctx, "session.end", { session: input.session, person: row.person });
  });
  return { ok: true };
}

/** Ends all sessions of the caller except the current one. Returns how many. */
export async function endOtherSessions({ ctx, input }: Verb<{ token: string | undefined }>): Promise<{ ended: number }> {
  const { actor } = ctx;
  if (actor.kind !== "person" || input.token === undefined) return { ended: 0 };
  const current = hashSecret(input.token);
  return ctx.records.transaction().execute(async (tx) => {
    const rows = await tx.deleteFrom("sessions").where("person", "=", actor.id).where("token", "!=", current).returning("id").execute();
    if (rows.length > 0) await audit(tx, ctx, "session.end", { person: actor.id, others: rows.length });
    return { ended: rows.length };
  });
}
