import type { PersonShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { personRow, shownPerson } from "../people/rows.ts";
import { removeTwoFactor } from "./removeTwoFactor.ts";

/** Turns the second step of somebody off who lost authenticator and recovery codes. Their sessions end. @throws PERSON_NOT_FOUND, TWO_FACTOR_OFF */
export async function resetTwoFactor({ ctx, input }: Verb<{ person: string }>): Promise<PersonShape> {
  requirePermission(ctx, "team.manage");
  return ctx.records.transaction().execute(async (tx) => {
    const person = await personRow(tx, input.person);
    if (person.totp === null) throw problem("TWO_FACTOR_OFF", {});
    await removeTwoFactor(tx, person.id);
    await tx.deleteFrom("sessions").where("person", "=", person.id).execute();
    await audit(tx, ctx, "person.twoFactorReset", { person: person.id, login: person.login });
    return shownPerson(tx, person.id);
  });
}
