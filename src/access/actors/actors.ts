import { ROLE_PERMISSIONS, type Role } from "../../contract/index.ts";
import { PERMISSIONS, type Actor, type Permission } from "../../kernel/index.ts";

/** The command line on the server's own machine may do everything: its user can read the files anyway. */
export const OPERATOR: Actor = Object.freeze({
  kind: "operator",
  id: "operator",
  name: "operator",
  permissions: new Set(PERMISSIONS),
});

/** Tagwise itself: scheduled jobs, first start. */
export const SYSTEM: Actor = Object.freeze({ kind: "system", id: "system", name: "system", permissions: new Set(PERMISSIONS) });

/** A caller who is not signed in. May only sign in. */
export const ANONYMOUS: Actor = Object.freeze({ kind: "system", id: "anonymous", name: "anonymous", permissions: new Set<never>() });

/** @param role empty: none, for a disabled person or a revoked key */
export function actorOf(kind: "person" | "key", id: string, name: string, role: string, department: string | null = null): Actor {
  return Object.freeze({ kind, id, name, permissions: new Set(ROLE_PERMISSIONS[role as Role] ?? []), role, department });
}

/** A program. Its permissions are those of the role that are also scopes of the key. */
export function actorOfKeyRow({
  id,
  name,
  role,
  scopes,
}: {
  id: string;
  name: string;
  role: string;
  scopes: readonly string[] | null;
}): Actor {
  const actor = actorOf("key", id, name, role);
  if (scopes === null) return actor;
  const limited = new Set<Permission>([...actor.permissions].filter((each) => scopes.includes(each)));
  return Object.freeze({ ...actor, permissions: limited, scopes: limited });
}
