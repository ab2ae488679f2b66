import fc from "../../../test/support/properties.ts";
import { expect, test } from "vitest";
import { Role, ROLE_PERMISSIONS, TAG_ACTIONS, type TagAction } from "../../contract/index.ts";
import { can, PERMISSION_OF, type Grant, type GrantSubject, type TagPlace, type Verdict } from "./tag.ts";

const ROLES = Role.options;
const DEPARTMENTS = ["top", "middle", "own", "other"];
const PEOPLE = ["a", "b"];

const aSubject: fc.Arbitrary<Grant["subject"]> = fc.oneof(
  fc.record({ kind: fc.constant("role" as const), id: fc.constantFrom(...ROLES) }),
  fc.record({ kind: fc.constant("department" as const), id: fc.constantFrom(...DEPARTMENTS) }),
  fc.record({ kind: fc.constant("person" as const), id: fc.constantFrom(...PEOPLE) }),
);
const anObject: fc.Arbitrary<Grant["object"]> = fc.oneof(
  fc.record({ kind: fc.constant("tag" as const), id: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ kind: fc.constant("group" as const), id: fc.integer({ min: 1, max: 4 }) }),
  fc.constant({ kind: "workspace" as const }),
);
const someGrants: fc.Arbitrary<Grant[]> = fc
  .array(
    fc.record({
      subject: aSubject,
      object: anObject,
      action: fc.constantFrom(...TAG_ACTIONS),
      effect: fc.constantFrom("allow" as const, "deny" as const),
    }),
    { maxLength: 12 },
  )
  .map((grants) => grants.map((grant, index) => ({ id: `g${index}`, ...grant })));
const somebody: fc.Arbitrary<GrantSubject> = fc.record({
  person: fc.constantFrom(...PEOPLE, null),
  departments: fc.constantFrom(["own", "middle", "top"], ["middle", "top"], ["top"], []),
  role: fc.constantFrom(...ROLES, null, undefined),
});
const somewhere: fc.Arbitrary<TagPlace> = fc.record({
  id: fc.constantFrom(1, 2, null),
  groups: fc.constantFrom([3, 2, 1], [2, 1], [1], []),
});

/** The same by walking: objects from the tag outwards, at each of them subjects from the person outwards, a denial first. */
function walk(subject: GrantSubject, grants: readonly Grant[], action: TagAction, tag: TagPlace): Verdict {
  if (subject.role === undefined || subject.role === "administrator") return { allowed: true, because: { kind: "administrator" } };
  if (action !== "see") {
    const seen = walk(subject, grants, "see", tag);
    if (!seen.allowed) return seen;
  }
  const objects: string[] = [...(tag.id === null ? [] : [`tag ${tag.id}`]), ...tag.groups.map((group) => `group ${group}`), "workspace"];
  const subjects: string[] = [
    ...(subject.person === null ? [] : [`person ${subject.person}`]),
    ...subject.departments.map((department) => `department ${department}`),
    ...(subject.role === null ? [] : [`role ${subject.role}`]),
  ];
  const nameOf = (object: Grant["object"]) => (object.kind === "workspace" ? "workspace" : `${object.kind} ${object.id}`);
  for (const object of objects)
    for (const who of subjects)
      for (const effect of ["deny", "allow"] as const) {
        const grant = grants.find(
          (one) =>
            one.action === action &&
            one.effect === effect &&
            nameOf(one.object) === object &&
            `${one.subject.kind} ${one.subject.id}` === who,
        );
        if (grant) return { allowed: effect === "allow", because: { kind: "grant", grant } };
      }
  const permission = PERMISSION_OF[action];
  const role = subject.role;
  return { allowed: role !== null && ROLE_PERMISSIONS[role].includes(permission), because: { kind: "role", role, permission } };
}

test("the rule that decides is the first that one meets on a walk from the tag and the person outwards", () => {
  fc.assert(
    fc.property(somebody, someGrants, fc.constantFrom(...TAG_ACTIONS), somewhere, (subject, grants, action, tag) => {
      expect(can(subject, grants, action, tag)).toEqual(walk(subject, grants, action, tag));
    }),
    { numRuns: 3_000 },
  );
});

test("the order in which grants were made decides nothing but which of two equal ones is named", () => {
  fc.assert(
    fc.property(somebody, someGrants, fc.constantFrom(...TAG_ACTIONS), somewhere, (subject, grants, action, tag) => {
      expect(can(subject, grants.toReversed(), action, tag).allowed).toBe(can(subject, grants, action, tag).allowed);
    }),
    { numRuns: 500 },
  );
});

const staff: GrantSubject = { person: "a", departments: ["own", "top"], role: "staff" };
const grant = (subject: Grant["subject"], object: Grant["object"], effect: Grant["effect"], action: TagAction = "see"): Grant => ({
  id: `${subject.id} ${effect}`,
  subject,
  object,
  action,
  effect,
});

test("a grant on the tag outweighs any grant on its group, whoever it names", () => {
  const onGroup = grant({ kind: "person", id: "a" }, { kind: "group", id: 1 }, "deny");
  const onTag = grant({ kind: "role", id: "staff" }, { kind: "tag", id: 5 }, "allow");
  expect(can(staff, [onGroup, onTag], "see", { id: 5, groups: [1] })).toEqual({ allowed: true, because: { kind: "grant", grant: onTag } });
  expect(can(staff, [onGroup, onTag], "see", { id: 6, groups: [1] }).allowed).toBe(false);
});

test("who cannot see a tag can do nothing with it, whatever is allowed, and is told the rule that hides it", () => {
  const hidden = grant({ kind: "department", id: "top" }, { kind: "workspace" }, "deny");
  const assign = grant({ kind: "person", id: "a" }, { kind: "tag", id: 5 }, "allow", "assign");
  for (const action of TAG_ACTIONS)
    expect(can(staff, [hidden, assign], action, { id: 5, groups: [] })).toEqual({
      allowed: false,
      because: { kind: "grant", grant: hidden },
    });
});

test("administrators, the operator and Tagwise itself are never locked out", () => {
  const everything = TAG_ACTIONS.flatMap((action) =>
    ["role administrator", "person a"].map((who) => {
      const [kind, id] = who.split(" ") as ["role" | "person", string];
      return grant({ kind, id }, { kind: "workspace" }, "deny", action);
    }),
  );
  for (const role of ["administrator", undefined] as const)
    for (const action of TAG_ACTIONS)
      expect(can({ person: "a", departments: [], role }, everything, action, { id: 1, groups: [] }).allowed).toBe(true);
});
