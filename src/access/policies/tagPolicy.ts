import { Role, type TagAction } from "../../contract/index.ts";
import { cacheKind, versionOf, type Ctx } from "../../engine/index.ts";
import { problem, type Actor } from "../../kernel/index.ts";
import { departmentsAbove, readDepartments, type DepartmentTree } from "../departments/tree.ts";
import { readGrants } from "../grants/grants.ts";
import { can, PERMISSION_OF, type Grant, type GrantSubject, type TagPlace, type Verdict } from "./tag.ts";

/** What one actor may do with tags. */
export interface TagPolicy {
  can(action: TagAction, tag: TagPlace): Verdict;
  /** True if there is no tag that the actor cannot see because of a grant, so that nothing need be looked through. */
  readonly seesAll: boolean;
  /** Changes whenever an answer may change. Equal for actors with equal rights. */
  readonly key: string;
}

interface Rights {
  readonly version: number;
  readonly grants: readonly Grant[];
  readonly departments: DepartmentTree;
  readonly policies: Map<string, TagPolicy>;
}

const RIGHTS = cacheKind<Rights>("access.rights", "version");
const MAX_CACHED_POLICIES = 1_000;

/** The rights of the actor, read again only after a grant or a department has changed, in whichever process. */
export async function tagPolicy(ctx: Pick<Ctx, "records" | "caches" | "actor">): Promise<TagPolicy> {
  const { version, grants, departments, policies } = await rightsNow(ctx);
  const { kind, id, role, department, scopes } = ctx.actor;
  const key = `${version}/${kind}/${id}/${role}/${department}/${scopes ? [...scopes].join() : ""}`;
  const known = policies.get(key);
  if (known) return known;
  const subject = subjectOf(ctx.actor, departments);
  const own = grants.filter((grant) => concerns(grant, subject));
  // Seeing is left to the operations, which ask for tag.read: a key that only assigns must find its tags.
  const isBeyond = (action: TagAction) => scopes !== undefined && action !== "see" && !scopes.has(PERMISSION_OF[action]);
  const policy: TagPolicy = Object.freeze({
    can: (action: TagAction, tag: TagPlace): Verdict =>
      isBeyond(action)
        ? { allowed: false, because: { kind: "role", role: null, permission: PERMISSION_OF[action] } }
        : can(subject, own, action, tag),
    seesAll: isAdministrator(subject) || !own.some(({ action, effect }) => action === "see" && effect === "deny"),
    key,
  });
  if (policies.size >= MAX_CACHED_POLICIES) policies.clear();
  policies.set(key, policy);
  return policy;
}

/**
 * For an operation about single tags, before it is known which: the role has the permission, or a grant allows it somewhere.
 * @throws FORBIDDEN
 */
export async function requireSomewhere(ctx: Pick<Ctx, "records" | "caches" | "actor">, action: TagAction): Promise<void> {
  if (!(await maySomewhere(ctx, action))) throw problem("FORBIDDEN", { permission: PERMISSION_OF[action], actor: ctx.actor.name });
}

/** The same as an answer. */
export async function maySomewhere(ctx: Pick<Ctx, "records" | "caches" | "actor">, action: TagAction): Promise<boolean> {
  if (ctx.actor.permissions.has(PERMISSION_OF[action])) return true;
  // A grant does not reach beyond the scopes of a key.
  if (ctx.actor.scopes) return false;
  const { grants, departments } = await rightsNow(ctx);
  const subject = subjectOf(ctx.actor, departments);
  return grants.some((grant) => grant.action === action && grant.effect === "allow" && concerns(grant, subject));
}

async function rightsNow(ctx: Pick<Ctx, "records" | "caches">): Promise<Rights> {
  const version = await versionOf(ctx, "rights");
  const known = ctx.caches.get(RIGHTS);
  if (known?.version === version) return known;
  // A change between the two reads makes what was read newer than its version: the next call reads once more.
  const grants = await readGrants(ctx.records);
  // Without grants the tree decides nothing.
  const departments = grants.length === 0 ? new Map() : await readDepartments(ctx.records);
  const rights = { version, grants, departments, policies: new Map() };
  ctx.caches.set(RIGHTS, rights);
  return rights;
}

/** @param departments the tree, to find those above the actor's own */
export function subjectOf({ kind, id, role, department = null }: Actor, departments: DepartmentTree): GrantSubject {
  if (kind === "operator" || kind === "system") return { person: null, departments: [], role: undefined };
  const known = Role.safeParse(role);
  return {
    person: kind === "person" ? id : null,
    departments: departmentsAbove(departments, department).map((one) => one.id),
    role: known.success ? known.data : null,
  };
}

function isAdministrator({ role }: GrantSubject): boolean {
  return role === undefined || role === "administrator";
}

function concerns({ subject: { kind, id } }: Grant, { person, departments, role }: GrantSubject): boolean {
  switch (kind) {
    case "person":
      return id === person;
    case "department":
      return departments.includes(id);
    case "role":
      return id === role;
  }
}
