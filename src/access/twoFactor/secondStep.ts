import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import type { PersonRow } from "../people/rows.ts";
import type { Seal } from "../secrets/seal.ts";
import { spendRecoveryCode } from "./recoveryCodes.ts";
import { totpCounter } from "./totp.ts";

const DIGITS = /^\d{6}$/;

/** For what secrets of authenticators are sealed: a secret of one person cannot be put into the row of another. */
export function totpPurpose(person: string): string {
  return `totp:${person}`;
}

/**
 * Accepts a code of the person's authenticator, or a recovery code, once. Of two equal codes at the same moment one is refused.
 * @throws CODE_WRONG, CODE_USED
 */
export async function acceptCode(tx: RecordsTx, ctx: Ctx, seal: Seal, person: PersonRow, typed: string): Promise<void> {
  const code = typed.normalize("NFKC").replaceAll(/[\s-]/g, "");
  if (!DIGITS.test(code)) {
    if (!(await spendRecoveryCode(tx, person.id, code))) throw problem("CODE_WRONG", {});
    await audit(tx, ctx, "person.recoveryCode", { person: person.id, login: person.login });
    return;
  }
  const counter = totpCounter(seal.open(totpPurpose(person.id), person.totp!), code, ctx.clock());
  if (counter === undefined) throw problem("CODE_WRONG", {});
  await useCounter(tx, person.id, counter);
}

/** Stores the period of an accepted code. Only later ones are accepted from then on. @throws CODE_USED */
export async function useCounter(tx: RecordsTx, person: string, counter: number): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("people")
    .set({ totp_counter: counter })
    .where("id", "=", person)
    .where(({ eb, or }) => or([eb("totp_counter", "is", null), eb("totp_counter", "<", counter)]))
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw problem("CODE_USED", {});
}
