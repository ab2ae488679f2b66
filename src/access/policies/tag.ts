import type { Permission } from "../../kernel/index.ts";
import { ROLE_PERMISSIONS, type Role, type TagAction } from "../../contract/index.ts";

/** The permission by which a role may do it where no grant says anything. */
export const PERMISSION_OF: Readonly<Record<TagAction, Permission>> = {
  see: "tag.read",
  assign: "tag.assign",
  edit: "tag.edit",
  approve: "tag.approve",
};

/** Whom a grant concerns, and what. */
export interface Grant {
  readonly id: string;
  readonly subject: { readonly kind: "role" | "department" | "person"; readonly id: string };
  /** A tag or group by number. */
  readonly object: { readonly kind: "tag" | "group"; readonly id: number } | { readonly kind: "workspace" };
  readonly action: TagAction;
  readonly effect: "allow" | "deny";
}

/** Who asks. */
export interface GrantSubject {
  /** Null for a program. */
  readonly person: string | null;
  /** Departments from the person's own up to the top. */
  readonly departments: readonly string[];
  /** Null: none, as for a disabled person. Undefined: the machine's operator and Tagwise itself. */
  readonly role: Role | null | undefined;
}

/** Where a tag stands. */
export interface TagPlace {
  /** Null for a tag that is about to be created. */
  readonly id: number | null;
  /** Numbers of its groups, from its own up to the top. */
  readonly groups: readonly number[];
}

/** The one rule that decided. */
export type Because =
  | { readonly kind: "administrator" }
  | { readonly kind: "grant"; readonly grant: Grant }
  | { readonly kind: "role"; readonly role: Role | null; readonly permission: Permission };

export interface Verdict {
  readonly allowed: boolean;
  readonly because: Because;
}

/**
 * Whether somebody may do something with a tag, and the one rule that decides. The nearest object decides: the tag, its group, the groups
 * above, the workspace. At one object: the person, the nearest department, the departments above, the role. At equal rank a denial. Without
 * any grant: the permissions of the role. What one may not see one may do nothing with. Administrators may do everything, so that they
 * cannot lock themselves out.
 */
export function can(subject: GrantSubject, grants: readonly Grant[], action: TagAction, tag: TagPlace): Verdict {
  if (subject.role === undefined || subject.role === "administrator") return { allowed: true, because: { kind: "administrator" } };
  if (action !== "see") {
    const seen = can(subject, grants, "see", tag);
    if (!seen.allowed) return seen;
  }
  let nearest: { readonly grant: Grant; readonly rank: number } | undefined;
  for (const grant of grants) {
    if (grant.action !== action) continue;
    const rank = rankOf(grant, subject, tag);
    if (rank === null) continue;
    if (!nearest || rank < nearest.rank || (rank === nearest.rank && grant.effect === "deny" && nearest.grant.effect === "allow"))
      nearest = { grant, rank };
  }
  if (nearest) return { allowed: nearest.grant.effect === "allow", because: { kind: "grant", grant: nearest.grant } };
  const permission = PERMISSION_OF[action];
  const allowed = subject.role !== null && ROLE_PERMISSIONS[subject.role].includes(permission);
  return { allowed, because: { kind: "role", role: subject.role, permission } };
}

/** More than there are departments above each other. */
const SUBJECT_RANKS = 10_000;

/** Smaller is nearer; null: the grant does not concern this subject or this tag. */
function rankOf({ subject: { kind, id }, object }: Grant, subject: GrantSubject, tag: TagPlace): number | null {
  const who =
    kind === "person"
      ? place(id === subject.person ? 0 : -1, 0)
      : kind === "department"
        ? place(subject.departments.indexOf(id), 1)
        : place(id === subject.role ? 0 : -1, SUBJECT_RANKS - 1);
  const what =
    object.kind === "tag"
      ? place(object.id === tag.id ? 0 : -1, 0)
      : object.kind === "group"
        ? place(tag.groups.indexOf(object.id), 1)
        : tag.groups.length + 1;
  return who === null || what === null ? null : what * SUBJECT_RANKS + who;
}

function place(index: number, from: number): number | null {
  return index < 0 ? null : from + index;
}
