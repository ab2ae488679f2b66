import type { Verb } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { confirmedPerson } from "../account/ownPerson.ts";
import type { Seal } from "../secrets/seal.ts";
import { totpPurpose } from "./secondStep.ts";
import { newTotpSecret, totpUri } from "./totp.ts";

/**
 * Makes a secret for the caller's authenticator. Nothing is asked for at sign-in before confirmTwoFactor.
 * @throws ACCOUNT_OF_PERSON, PASSWORD_WRONG, LOGIN_THROTTLED, TWO_FACTOR_ON
 */
export async function startTwoFactor({ ctx, input }: Verb<{ password: string; seal: Seal }>): Promise<{ secret: string; uri: string }> {
  const person = await confirmedPerson(ctx, input.password);
  if (person.totp !== null) throw problem("TWO_FACTOR_ON", {});
  const secret = newTotpSecret();
  const sealed = input.seal.seal(totpPurpose(person.id), secret);
  await ctx.records.updateTable("people").set({ totp_pending: sealed }).where("id", "=", person.id).where("totp", "is", null).execute();
  return { secret, uri: totpUri(secret, { login: person.login, workspace: ctx.workspace.name }) };
}
