import type { Verb } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { checkPassword, hashPassword } from "../people/password.ts";
import { hashSecret } from "../secrets/secret.ts";
import { confirmedPerson } from "./ownPerson.ts";

export interface ChangePassword {
  readonly old: string;
  readonly password: string;
  /** The token of the caller's session, which stays. */
  readonly token?: string | undefined;
}

/**
 * Changes the caller's own password and ends their other sessions. Returns how many.
 * @throws ACCOUNT_OF_PERSON, PASSWORD_WRONG, PASSWORD_WEAK, PASSWORD_SAME, LOGIN_THROTTLED
 */
export async function changePassword({ ctx, input }: Verb<ChangePassword>): Promise<{ ended: number }> {
  const person = await confirmedPerson(ctx, input.old);
  checkPassword(person.login, input.password);
  if (input.password.normalize("NFKC") === input.old.normalize("NFKC")) throw problem("PASSWORD_SAME", {});
  const password = await hashPassword(input.password);
  return ctx.records.transaction().execute(async (tx) => {
    // The hash that was checked: of two changes at once, with the same old password, only one succeeds.
    const { numUpdatedRows } = await tx
      .updateTable("people")
      .set({ password })
      .where("id", "=", person.id)
      .where("password", "=", person.password)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw problem("PASSWORD_WRONG", {});
    let others = tx.deleteFrom("sessions").where("person", "=", person.id);
    if (input.token !== undefined) others = others.where("token", "!=", hashSecret(input.token));
    const { numDeletedRows } = await others.executeTakeFirst();
    await audit(tx, ctx, "person.password", { person: person.id, login: person.login, ended: Number(numDeletedRows) });
    return { ended: Number(numDeletedRows) };
  });
}
