import type { InvitationShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { describeInvitations } from "./rows.ts";

/** Makes a link stop working. One that was withdrawn or has expired stays as it is. @throws INVITATION_NOT_FOUND, INVITATION_USED */
export async function withdrawInvitation({ ctx, input }: Verb<{ invitation: string }>): Promise<InvitationShape> {
  requirePermission(ctx, "team.manage");
  return ctx.records.transaction().execute(async (tx) => {
    const row = await tx.selectFrom("invitations").selectAll().where("id", "=", input.invitation).forUpdate().executeTakeFirst();
    if (!row) throw problem("INVITATION_NOT_FOUND", {});
    if (row.used_at) throw problem("INVITATION_USED", {});
    const withdrawn_at = row.withdrawn_at ?? new Date(ctx.clock());
    if (!row.withdrawn_at) {
      await tx.updateTable("invitations").set({ withdrawn_at }).where("id", "=", row.id).execute();
      await audit(tx, ctx, "invitation.withdraw", { invitation: row.id, name: row.name, role: row.role });
    }
    const [shape] = await describeInvitations(tx, [{ ...row, withdrawn_at }], ctx.clock());
    return shape!;
  });
}
