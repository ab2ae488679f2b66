import type { PersonShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { lockPeople, personRow, shownPerson } from "./rows.ts";

/** Lets a disabled person sign in again, with the same role and department. @throws PERSON_NOT_FOUND */
export async function enablePerson({ ctx, input }: Verb<{ person: string }>): Promise<PersonShape> {
  requirePermission(ctx, "team.manage");
  return ctx.records.transaction().execute(async (tx) => {
    await lockPeople(tx);
    const row = await personRow(tx, input.person);
    if (row.disabled_at !== null) {
      await tx.updateTable("people").set({ disabled_at: null }).where("id", "=", row.id).execute();
      await audit(tx, ctx, "person.enable", { person: row.id, login: row.login });
    }
    return shownPerson(tx, row.id);
  });
}
