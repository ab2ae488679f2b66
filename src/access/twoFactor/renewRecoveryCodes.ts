import type { Verb } from "../../engine/index.ts";
import { audit } from "../audit/audit.ts";
import type { Seal } from "../secrets/seal.ts";
import { confirmedByCode } from "./confirmedByCode.ts";
import { replaceRecoveryCodes } from "./recoveryCodes.ts";

/**
 * Makes new recovery codes; the old ones stop working. They are only in this answer.
 * @throws ACCOUNT_OF_PERSON, TWO_FACTOR_OFF, PASSWORD_WRONG, CODE_WRONG, CODE_USED, LOGIN_THROTTLED
 */
export async function renewRecoveryCodes({
  ctx,
  input,
}: Verb<{ password: string; code: string; seal: Seal }>): Promise<{ recoveryCodes: string[] }> {
  return confirmedByCode(ctx, input, async (tx, person) => {
    const recoveryCodes = await replaceRecoveryCodes(tx, person.id);
    await audit(tx, ctx, "person.recoveryCodes", { person: person.id, login: person.login });
    return { recoveryCodes };
  });
}
