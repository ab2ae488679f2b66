import { ROLE_PERMISSIONS, type Role } from "../contract/index.ts";
import { PERMISSIONS, type Actor } from "../kernel/index.ts";

/** Whoever sits at the machine's own command line may do everything: the files are already theirs. */
export const OPERATOR: Actor = Object.freeze({
  kind: "operator",
  id: "operator",
  name: "operator",
  permissions: new Set(PERMISSIONS),
});

/** Tagwise itself: jobs by the clock, first start. */
export const SYSTEM: Actor = Object.freeze({ kind: "system", id: "system", name: "system", permissions: new Set(PERMISSIONS) });

/** Nobody yet: may do nothing but sign in. */
export const ANONYMOUS: Actor = Object.freeze({ kind: "system", id: "anonymous", name: "anonymous", permissions: new Set<never>() });

export function actorOf(kind: "person" | "key", id: string, name: string, role: string): Actor {
  return Object.freeze({ kind, id, name, permissions: new Set(ROLE_PERMISSIONS[role as Role] ?? []) });
}
