import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { normaliseLogin } from "./normaliseLogin.ts";
import { checkPassword, hashPassword } from "./password.ts";
import { insertPerson } from "./insertPerson.ts";
import { lockPeople } from "./rows.ts";

export interface EnsureAdmin {
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

/**
 * Creates the first person, an administrator, if there is none. Otherwise changes nothing. Two processes that start at the same moment
 * create only one person.
 * @throws PASSWORD_WEAK
 */
export async function ensureAdmin({ ctx, input }: Verb<EnsureAdmin>): Promise<{ created: boolean }> {
  requirePermission(ctx, "team.manage");
  const login = normaliseLogin(input.login);
  checkPassword(login, input.password);
  const somebody = () => ctx.records.selectFrom("people").select("id").limit(1);
  if (await somebody().executeTakeFirst()) return { created: false };
  const password = await hashPassword(input.password);
  return ctx.records.transaction().execute(async (tx) => {
    await lockPeople(tx);
    if (await tx.selectFrom("people").select("id").limit(1).executeTakeFirst()) return { created: false };
    await insertPerson(tx, ctx, { login, name: input.name, role: "administrator" }, password);
    return { created: true };
  });
}
