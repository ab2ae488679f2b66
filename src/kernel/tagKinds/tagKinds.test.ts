import { expect, test } from "vitest";
import { ASSIGNED_TAG_KINDS, TAG_KIND_NAMES, tagKind } from "./index.ts";

test.each(TAG_KIND_NAMES)("the facts of the kind %s agree with each other", (name) => {
  const kind = tagKind(name);
  expect(kind.whyNotOverridable === null, "a reason exactly where it is not overridable").toBe(kind.isOverridable);
  expect(kind.hasTiers && !kind.hasMembers, "a customer in a tier is a member").toBe(false);
  expect(kind.isAssigned && (kind.isOverridable || kind.hasConditions), "people decide, or conditions do").toBe(false);
  expect(ASSIGNED_TAG_KINDS.includes(name)).toBe(kind.isAssigned);
});
