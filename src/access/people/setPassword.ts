import type { Verb } from "../../engine/index.ts";
import { problem, requirePermission } from "../../kernel/index.ts";
import { audit } from "../audit/audit.ts";
import { normaliseLogin } from "./normaliseLogin.ts";
import { checkPassword, hashPassword } from "./password.ts";

/** Sets a person's password and ends their sessions. @throws NOT_FOUND, PASSWORD_WEAK */
export async function setPassword({ ctx, input }: Verb<{ login: string; password: string }>): Promise<{ ok: true }> {
  requirePermission(ctx, "team.manage");
  const login = normaliseLogin(input.login);
  checkPassword(login, input.password);
  const password = await hashPassword(input.password);
  return ctx.records.transaction().execute(async (tx) => {
    const person = await tx.updateTable("people").set({ password }).where("login", "=", login).returning("id").executeTakeFirst();
    if (!person) throw problem("NOT_FOUND", { what: login });
    await tx.deleteFrom("sessions").where("person", "=", person.id).execute();
    await audit(tx, ctx, "person.password", { person: person.id, login });
    return { ok: true };
  });
}
