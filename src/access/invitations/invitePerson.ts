import type { InvitationShape, PersonRole } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { newId, problem, requirePermission, unusableTexts } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { lockDepartment } from "../people/rows.ts";
import { hashSecret, randomSecret } from "../secrets/secret.ts";
import { describeInvitations } from "./rows.ts";

const DAY_MILLISECONDS = 86_400_000;

export interface InvitePerson {
  readonly role: PersonRole;
  /** An id, a path or a name. */
  readonly department?: string | null | undefined;
  /** For whom it is; may be empty. */
  readonly name: string;
  /** How long the link works. */
  readonly days: number;
}

/** Makes an invitation. Its token is only in this answer. @throws DEPARTMENT_NOT_FOUND, DEPARTMENT_AMBIGUOUS, TEXT_UNUSABLE */
export async function invitePerson({ ctx, input }: Verb<InvitePerson>): Promise<{ invitation: InvitationShape; token: string }> {
  requirePermission(ctx, "team.manage");
  const { role, name, days } = input;
  if (unusableTexts({ name }).length > 0) throw problem("TEXT_UNUSABLE", {});
  const now = ctx.clock();
  const token = randomSecret();
  const { kind, id: creator, name: creatorName } = ctx.actor;
  return ctx.records.transaction().execute(async (tx) => {
    const department = await lockDepartment(tx, input.department ?? null);
    const row = {
      id: newId(now),
      hash: hashSecret(token),
      name,
      role,
      department,
      creator_kind: kind,
      creator,
      creator_name: creatorName,
      created_at: new Date(now),
      expires_at: new Date(now + days * DAY_MILLISECONDS),
      used_at: null,
      used_by: null,
      withdrawn_at: null,
    };
    await tx.insertInto("invitations").values(row).execute();
    await audit(tx, ctx, "invitation.create", { invitation: row.id, name, role, department, days });
    const [invitation] = await describeInvitations(tx, [row], now);
    return { invitation: invitation!, token };
  });
}
