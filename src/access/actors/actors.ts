import { ROLE_PERMISSIONS, type Role } from "../../contract/index.ts";
import { PERMISSIONS, type Actor } from "../../kernel/index.ts";

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
