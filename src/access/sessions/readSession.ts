import { Role, ROLE_PERMISSIONS, type SessionShape } from "../../contract/index.ts";
import type { Ctx, Verb } from "../../engine/index.ts";
import { problem, type Permission } from "../../kernel/index.ts";

/** The caller, with workspace and permissions. @throws SIGN_IN_NEEDED without a caller */
export async function readSession({ ctx }: Verb<object>): Promise<SessionShape> {
  const { id, name, timezone } = ctx.workspace;
  return {
    person: await personOf(ctx),
    permissions: [...ctx.actor.permissions] as Permission[],
    workspace: { id, name, timezone },
  };
}

async function personOf({ actor, records }: Ctx): Promise<SessionShape["person"]> {
  switch (actor.kind) {
    case "person": {
      const person = await records.selectFrom("people").select(["login", "role"]).where("id", "=", actor.id).executeTakeFirst();
      if (!person) throw problem("SESSION_ENDED", {});
      return { id: actor.id, name: actor.name, login: person.login, role: Role.parse(person.role) };
    }
    case "key": {
      const key = await records.selectFrom("keys").select(["prefix", "role"]).where("id", "=", actor.id).executeTakeFirst();
      if (!key) throw problem("KEY_INVALID", {});
      return { id: actor.id, name: actor.name, login: key.prefix, role: Role.parse(key.role) };
    }
    case "operator":
      return { id: actor.id, name: actor.name, login: actor.id, role: "administrator" };
    case "system":
      if (actor.permissions.size < ROLE_PERMISSIONS.administrator.length) throw problem("SIGN_IN_NEEDED", {});
      return { id: actor.id, name: actor.name, login: actor.id, role: "administrator" };
  }
}
