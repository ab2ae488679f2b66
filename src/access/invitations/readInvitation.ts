import { PersonRole } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";
import { departmentsAbove, readDepartments } from "../departments/tree.ts";
import { findInvitation, type InvitationLink } from "./findInvitation.ts";
import { requireOpen } from "./rows.ts";

export interface OfferedInvitation {
  /** The name of the workspace. */
  readonly workspace: string;
  readonly name: string;
  readonly role: PersonRole;
  /** From the top of the tree down. */
  readonly departments: string[];
  readonly invitedBy: string;
  readonly endsAt: string;
}

/**
 * What a link offers. Any caller may use it.
 * @throws INVITATION_NOT_FOUND, INVITATION_USED, INVITATION_WITHDRAWN, INVITATION_EXPIRED, LOGIN_THROTTLED
 */
export async function readInvitation({ ctx, input }: Verb<InvitationLink>): Promise<OfferedInvitation> {
  const row = await findInvitation(ctx, input);
  await requireOpen(ctx.records, row, ctx.clock());
  return {
    workspace: ctx.workspace.name,
    name: row.name,
    role: PersonRole.parse(row.role),
    departments: departmentsAbove(await readDepartments(ctx.records), row.department)
      .toReversed()
      .map(({ name }) => name),
    invitedBy: row.creator_name,
    endsAt: formatInstant(row.expires_at.getTime()),
  };
}
