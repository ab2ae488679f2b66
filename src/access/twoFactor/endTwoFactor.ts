import type { Verb } from "../../engine/index.ts";
import { audit } from "../audit/audit.ts";
import type { Seal } from "../secrets/seal.ts";
import { confirmedByCode } from "./confirmedByCode.ts";
import { removeTwoFactor } from "./removeTwoFactor.ts";

/**
 * Turns the caller's second step off. It takes the password and a code.
 * @throws ACCOUNT_OF_PERSON, TWO_FACTOR_OFF, PASSWORD_WRONG, CODE_WRONG, CODE_USED, LOGIN_THROTTLED
 */
export async function endTwoFactor({ ctx, input }: Verb<{ password: string; code: string; seal: Seal }>): Promise<{ ok: true }> {
  await confirmedByCode(ctx, input, async (tx, person) => {
    await removeTwoFactor(tx, person.id);
    await audit(tx, ctx, "person.twoFactorOff", { person: person.id, login: person.login });
  });
  return { ok: true };
}
