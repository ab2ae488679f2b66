import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { keyOf, type Key } from "./keys.ts";

/** The keys that were not revoked, newest first. */
export async function listKeys({ ctx }: Verb<object>): Promise<{ items: Key[] }> {
  requirePermission(ctx, "team.manage");
  const rows = await ctx.records
    .selectFrom("keys")
    .select(["id", "name", "role", "prefix", "created_at", "used_at", "expires_at", "scopes"])
    .where("revoked_at", "is", null)
    .orderBy("id", "desc")
    .execute();
  return { items: rows.map((row) => keyOf(row, ctx.clock())) };
}
