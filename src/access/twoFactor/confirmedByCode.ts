import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { attemptOf, ownPerson } from "../account/ownPerson.ts";
import { verifyPassword } from "../people/password.ts";
import type { PersonRow } from "../people/rows.ts";
import type { Seal } from "../secrets/seal.ts";
import { countAttempt, forgetAttempts } from "../sessions/loginWaits.ts";
import { acceptCode } from "./secondStep.ts";

/**
 * Runs a change of the caller's second step, after the password and a code. Wrong ones count as one failed sign-in.
 * @throws ACCOUNT_OF_PERSON, TWO_FACTOR_OFF, PASSWORD_WRONG, CODE_WRONG, CODE_USED, LOGIN_THROTTLED
 */
export async function confirmedByCode<T>(
  ctx: Ctx,
  { password, code, seal }: { readonly password: string; readonly code: string; readonly seal: Seal },
  change: (tx: RecordsTx, person: PersonRow) => Promise<T>,
): Promise<T> {
  const person = await ownPerson(ctx, ctx.records);
  if (person.totp === null) throw problem("TWO_FACTOR_OFF", {});
  const attempt = attemptOf(ctx, person);
  await countAttempt(ctx.records, ctx.clock(), attempt);
  if (!(await verifyPassword(person.password, password))) throw problem("PASSWORD_WRONG", {});
  const done = await ctx.records.transaction().execute(async (tx) => {
    await acceptCode(tx, ctx, seal, person, code);
    return change(tx, person);
  });
  await forgetAttempts(ctx.records, attempt);
  return done;
}
