import type { Ctx, Records } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { hashSecret } from "../secrets/secret.ts";
import { countAttempt, forgetAttempts } from "../sessions/loginWaits.ts";
import type { InvitationRow } from "./rows.ts";

/** A link as a browser sends it. */
export interface InvitationLink {
  readonly token: string;
  /** The address of the request, for throttling. */
  readonly address: string;
}

/**
 * The invitation of a link, whatever its state. Unknown tokens count as failed sign-ins of the address.
 * @throws INVITATION_NOT_FOUND, LOGIN_THROTTLED
 */
export async function findInvitation({ records, clock }: Ctx, { token, address }: InvitationLink): Promise<InvitationRow> {
  // `familiar`, because failures from other addresses must not keep an invited person out.
  const attempt = { login: "invitation", address, familiar: true };
  await countAttempt(records, clock(), attempt);
  const row = await invitationOf(records, token);
  if (!row) throw problem("INVITATION_NOT_FOUND", {});
  await forgetAttempts(records, attempt);
  return row;
}

async function invitationOf(records: Records, token: string): Promise<InvitationRow | undefined> {
  return records.selectFrom("invitations").selectAll().where("hash", "=", hashSecret(token)).executeTakeFirst();
}
