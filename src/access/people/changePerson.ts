import type { PersonRole, PersonShape } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission, unusableTexts } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { keepAdministrator, lockDepartment, lockPeople, personRow, shownPerson } from "./rows.ts";

export interface ChangePerson {
  /** An id or a login. */
  readonly person: string;
  readonly name?: string | undefined;
  readonly role?: PersonRole | undefined;
  readonly department?: string | null | undefined;
}

/**
 * Changes the fields that are present. Requests read role and department anew, so a change takes effect with the next one, in every process.
 * @throws PERSON_NOT_FOUND, DEPARTMENT_NOT_FOUND, DEPARTMENT_AMBIGUOUS, LAST_ADMINISTRATOR, TEXT_UNUSABLE
 */
export async function changePerson({ ctx, input }: Verb<ChangePerson>): Promise<PersonShape> {
  requirePermission(ctx, "team.manage");
  if (unusableTexts({ name: input.name }).length > 0) throw problem("TEXT_UNUSABLE", {});
  return ctx.records.transaction().execute(async (tx) => {
    await lockPeople(tx);
    const row = await personRow(tx, input.person);
    const before = { name: row.name, role: row.role, department: row.department };
    const after = {
      name: input.name?.trim() ?? row.name,
      role: input.role ?? row.role,
      department: input.department === undefined ? row.department : await lockDepartment(tx, input.department),
    };
    if (after.role !== "administrator") await keepAdministrator(tx, row);
    await tx.updateTable("people").set(after).where("id", "=", row.id).execute();
    await audit(tx, ctx, "person.change", { person: row.id, login: row.login, before, after });
    return shownPerson(tx, row.id);
  });
}
