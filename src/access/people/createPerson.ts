import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { normaliseLogin } from "./normaliseLogin.ts";
import { checkPassword, hashPassword } from "./password.ts";
import { insertPerson, type NewPerson } from "./insertPerson.ts";

export type CreatePerson = NewPerson & { readonly password: string };

/** Adds a person who can sign in. @throws LOGIN_TAKEN, PASSWORD_WEAK */
export async function createPerson({ ctx, input }: Verb<CreatePerson>): Promise<{ person: string }> {
  requirePermission(ctx, "team.manage");
  const login = normaliseLogin(input.login);
  checkPassword(login, input.password);
  const password = await hashPassword(input.password);
  const person = await ctx.records.transaction().execute((tx) => insertPerson(tx, ctx, { ...input, login }, password));
  return { person };
}
