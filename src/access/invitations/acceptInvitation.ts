import { PersonRole } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { newId } from "../../kernel/index.ts";
import { actorOf } from "../actors/actors.ts";
import { audit } from "../audit/audit.ts";
import { insertPerson } from "../people/insertPerson.ts";
import { normaliseLogin } from "../people/normaliseLogin.ts";
import { checkPassword, hashPassword } from "../people/password.ts";
import { openSession } from "../sessions/openSession.ts";
import type { SignedIn } from "../sessions/sessions.ts";
import { findInvitation, type InvitationLink } from "./findInvitation.ts";
import { requireOpen } from "./rows.ts";

export interface AcceptInvitation extends InvitationLink {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly agent?: string | undefined;
}

/**
 * Makes the invited person and opens a session. Of two that accept one link at the same moment, one succeeds.
 * @throws INVITATION_NOT_FOUND, INVITATION_USED, INVITATION_WITHDRAWN, INVITATION_EXPIRED, LOGIN_THROTTLED, LOGIN_TAKEN, PASSWORD_WEAK,
 * TEXT_UNUSABLE
 */
export async function acceptInvitation({ ctx, input }: Verb<AcceptInvitation>): Promise<SignedIn> {
  const login = normaliseLogin(input.login);
  const { id: invitation } = await findInvitation(ctx, input);
  checkPassword(login, input.password);
  const password = await hashPassword(input.password);
  const now = ctx.clock();
  return ctx.records.transaction().execute(async (tx) => {
    const row = await tx.selectFrom("invitations").selectAll().where("id", "=", invitation).forUpdate().executeTakeFirstOrThrow();
    await requireOpen(tx, row, now);
    const id = newId(now);
    const actor = actorOf("person", id, input.name, row.role, row.department);
    const by = { ...ctx, actor };
    const role = PersonRole.parse(row.role);
    await insertPerson(tx, by, { id, login, name: input.name, role, department: row.department }, password);
    await tx
      .updateTable("invitations")
      .set({ used_at: new Date(now), used_by: id })
      .where("id", "=", row.id)
      .execute();
    await audit(tx, by, "invitation.accept", { invitation: row.id, person: id, login });
    return openSession(tx, by, { address: input.address, agent: input.agent });
  });
}
