import type { PersonRole } from "../../contract/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { newId, problem, unusableTexts } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { lockDepartment } from "./rows.ts";

export interface NewPerson {
  /** Made here if absent. */
  readonly id?: string | undefined;
  readonly login: string;
  readonly name: string;
  readonly role: PersonRole;
  /** An id, a path or a name. */
  readonly department?: string | null | undefined;
}

/** Stores a person. The login is already normalised and the password hashed. @throws LOGIN_TAKEN, DEPARTMENT_NOT_FOUND, TEXT_UNUSABLE */
export async function insertPerson(
  tx: RecordsTx,
  ctx: Ctx,
  { id = newId(ctx.clock()), login, name, role, department: wanted = null }: NewPerson,
  password: string,
): Promise<string> {
  if (unusableTexts({ login, name }).length > 0) throw problem("TEXT_UNUSABLE", {});
  const department = await lockDepartment(tx, wanted);
  const inserted = await tx
    .insertInto("people")
    .values({ id, login, name, role, department, password, created_at: new Date(ctx.clock()) })
    .onConflict((conflict) => conflict.column("login").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!inserted) throw problem("LOGIN_TAKEN", { login });
  await audit(tx, ctx, "person.create", { person: id, login, name, role, department });
  return id;
}
