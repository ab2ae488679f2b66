import type { Role } from "../../contract/index.ts";
import type { Ctx, RecordsTx } from "../../engine/index.ts";
import { newId, problem } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";

export interface NewPerson {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
}

/** Stores a person. The login is already normalised and the password hashed. @throws LOGIN_TAKEN */
export async function insertPerson(tx: RecordsTx, ctx: Ctx, { login, name, role }: NewPerson, password: string): Promise<string> {
  const id = newId(ctx.clock());
  const inserted = await tx
    .insertInto("people")
    .values({ id, login, name, role, password, created_at: new Date(ctx.clock()) })
    .onConflict((conflict) => conflict.column("login").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!inserted) throw problem("LOGIN_TAKEN", { login });
  await audit(tx, ctx, "person.create", { person: id, login, name, role });
  return id;
}
