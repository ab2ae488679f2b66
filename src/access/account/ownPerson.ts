import type { Ctx, Records, RecordsTx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { verifyPassword } from "../people/password.ts";
import type { PersonRow } from "../people/rows.ts";
import { countAttempt, forgetAttempts, type Attempt } from "../sessions/loginWaits.ts";

/** The row of the caller. @throws ACCOUNT_OF_PERSON for a program or the command line */
export async function ownPerson({ actor }: Ctx, records: Records | RecordsTx): Promise<PersonRow> {
  const row =
    actor.kind === "person" ? await records.selectFrom("people").selectAll().where("id", "=", actor.id).executeTakeFirst() : undefined;
  if (!row) throw problem("ACCOUNT_OF_PERSON", {});
  return row;
}

/** Failures of a session's owner do not lock out the owner elsewhere: they count for this address only. */
export function attemptOf(ctx: Ctx, { login }: PersonRow): Attempt {
  return { login, address: ctx.address ?? "", familiar: true };
}

/**
 * The row of the caller, who typed their password again. Wrong passwords count as failed sign-ins: somebody at an open browser may guess.
 * @throws ACCOUNT_OF_PERSON, PASSWORD_WRONG, LOGIN_THROTTLED
 */
export async function confirmedPerson(ctx: Ctx, password: string): Promise<PersonRow> {
  const person = await ownPerson(ctx, ctx.records);
  const attempt = attemptOf(ctx, person);
  await countAttempt(ctx.records, ctx.clock(), attempt);
  if (!(await verifyPassword(person.password, password))) throw problem("PASSWORD_WRONG", {});
  await forgetAttempts(ctx.records, attempt);
  return person;
}
