import type { Selectable } from "kysely";
import { sql as recordsSql } from "kysely";
import { PersonRole, type PersonShape } from "../../contract/index.ts";
import type { Records, RecordsTx, RecordTables } from "../../engine/index.ts";
import { formatInstant, problem } from "../../kernel/index.ts";
import { departmentIn, departmentsAbove, readDepartments, type DepartmentTree } from "../departments/tree.ts";
import { normaliseLogin } from "./normaliseLogin.ts";

export type PersonRow = Selectable<RecordTables["people"]>;

/** The person with this id or login. @throws PERSON_NOT_FOUND */
export async function personRow(records: Records | RecordsTx, person: string): Promise<PersonRow> {
  const rows = await records
    .selectFrom("people")
    .selectAll()
    .where(({ eb, or }) => or([eb("id", "=", person), eb("login", "=", normaliseLogin(person))]))
    .execute();
  const row = rows.find(({ id }) => id === person) ?? rows[0];
  if (!row) throw problem("PERSON_NOT_FOUND", { person: person.slice(0, 100) });
  return row;
}

/** People in the form of the API. */
export async function describePeople(
  records: Records | RecordsTx,
  rows: readonly PersonRow[],
  tree?: DepartmentTree,
): Promise<PersonShape[]> {
  if (rows.length === 0) return [];
  const departments = tree ?? (await readDepartments(records));
  const used = await records
    .selectFrom("sessions")
    .select(({ fn }) => ["person", fn.max("seen_at").as("seen_at")])
    .groupBy("person")
    .execute();
  const seen = new Map(used.map(({ person, seen_at }) => [person, seen_at]));
  return rows.map((row) => ({
    id: row.id,
    login: row.login,
    name: row.name,
    role: PersonRole.parse(row.role),
    departments: departmentsAbove(departments, row.department)
      .toReversed()
      .map(({ id, name }) => ({ id, name })),
    twoFactor: row.totp !== null,
    createdAt: formatInstant(row.created_at.getTime()),
    lastUsedAt: stamp(seen.get(row.id) ?? null),
    disabledAt: stamp(row.disabled_at),
  }));
}

export async function shownPerson(records: Records | RecordsTx, id: string): Promise<PersonShape> {
  const [shape] = await describePeople(records, [await personRow(records, id)]);
  return shape!;
}

/** Nobody else changes people until the transaction ends: two administrators could otherwise remove each other. */
export async function lockPeople(tx: RecordsTx): Promise<void> {
  await recordsSql`lock table people in share row exclusive mode`.execute(tx);
}

/** Call after lockPeople, before the change. @throws LAST_ADMINISTRATOR if no other administrator is active */
export async function keepAdministrator(tx: RecordsTx, { id, name, role, disabled_at }: PersonRow): Promise<void> {
  if (role !== "administrator" || disabled_at !== null) return;
  const other = await tx
    .selectFrom("people")
    .select("id")
    .where("role", "=", "administrator")
    .where("disabled_at", "is", null)
    .where("id", "!=", id)
    .limit(1)
    .executeTakeFirst();
  if (!other) throw problem("LAST_ADMINISTRATOR", { name });
}

/**
 * The id of a department, given by id, path or name. It is locked, so that nobody removes it before the transaction ends.
 * @throws DEPARTMENT_NOT_FOUND, DEPARTMENT_AMBIGUOUS
 */
export async function lockDepartment(tx: RecordsTx, department: string | null): Promise<string | null> {
  if (department === null) return null;
  const { id } = departmentIn(await readDepartments(tx), department);
  const found = await tx.selectFrom("departments").select("id").where("id", "=", id).forKeyShare().executeTakeFirst();
  if (!found) throw problem("DEPARTMENT_NOT_FOUND", { department });
  return id;
}

function stamp(at: Date | null): string | null {
  return at && formatInstant(at.getTime());
}
