import { raiseVersion, type Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";

/** Revokes an API key at once and for good. @throws NOT_FOUND */
export async function revokeKey({ ctx, input }: Verb<{ key: string }>): Promise<{ ok: true }> {
  requirePermission(ctx, "team.manage");
  await ctx.records.transaction().execute(async (tx) => {
    const revoked = await tx
      .updateTable("keys")
      .set({ revoked_at: new Date(ctx.clock()) })
      .where("id", "=", input.key)
      .where("revoked_at", "is", null)
      .returning(["id", "name", "prefix"])
      .executeTakeFirst();
    if (!revoked) throw problem("NOT_FOUND", { what: input.key });
    await audit(tx, ctx, "key.revoke", { key: revoked.id, name: revoked.name, prefix: revoked.prefix });
    await raiseVersion(tx, "keys");
  });
  return { ok: true };
}
