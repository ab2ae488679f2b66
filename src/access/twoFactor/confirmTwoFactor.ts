import type { Verb } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { attemptOf, ownPerson } from "../account/ownPerson.ts";
import { audit } from "../audit/audit.ts";
import type { Seal } from "../secrets/seal.ts";
import { countAttempt, forgetAttempts } from "../sessions/loginWaits.ts";
import { replaceRecoveryCodes } from "./recoveryCodes.ts";
import { totpPurpose, useCounter } from "./secondStep.ts";
import { totpCounter } from "./totp.ts";

/**
 * Turns the second step on, by a code of the authenticator that read the secret. The recovery codes are only in this answer.
 * @throws ACCOUNT_OF_PERSON, TWO_FACTOR_ON, TWO_FACTOR_NOT_STARTED, CODE_WRONG, LOGIN_THROTTLED
 */
export async function confirmTwoFactor({ ctx, input }: Verb<{ code: string; seal: Seal }>): Promise<{ recoveryCodes: string[] }> {
  const attempt = attemptOf(ctx, await ownPerson(ctx, ctx.records));
  await countAttempt(ctx.records, ctx.clock(), attempt);
  const recoveryCodes = await ctx.records.transaction().execute(async (tx) => {
    const { id } = await ownPerson(ctx, tx);
    const person = await tx.selectFrom("people").selectAll().where("id", "=", id).forUpdate().executeTakeFirstOrThrow();
    if (person.totp !== null) throw problem("TWO_FACTOR_ON", {});
    if (person.totp_pending === null) throw problem("TWO_FACTOR_NOT_STARTED", {});
    const now = ctx.clock();
    const secret = input.seal.open(totpPurpose(id), person.totp_pending);
    const counter = totpCounter(secret, input.code.normalize("NFKC").replaceAll(/\s/g, ""), now);
    if (counter === undefined) throw problem("CODE_WRONG", {});
    await tx
      .updateTable("people")
      .set({ totp: person.totp_pending, totp_pending: null, totp_counter: null, totp_since: new Date(now) })
      .where("id", "=", id)
      .execute();
    await useCounter(tx, id, counter);
    await audit(tx, ctx, "person.twoFactorOn", { person: id, login: person.login });
    return replaceRecoveryCodes(tx, id);
  });
  await forgetAttempts(ctx.records, attempt);
  return { recoveryCodes };
}
