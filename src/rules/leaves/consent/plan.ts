import type { AttributeLeaf, ConsentLeaf } from "../../language/ast.ts";
import type { Builder } from "../../plan/builder.ts";
import type { Formula } from "../../plan/types.ts";
import { planAttribute } from "../attribute/plan.ts";
import { CONSENT } from "./language.ts";

/** Reads consents as attributes. A consent that was never given, or was withdrawn, is no consent. */
export function attributesOf(leaf: ConsentLeaf): AttributeLeaf[] {
  return leaf.names.map((name) => ({
    kind: "attribute",
    attribute: CONSENT + name,
    type: "boolean",
    tests: [{ op: "eq", value: true }],
  }));
}

export function planConsent(leaf: ConsentLeaf, builder: Builder): Formula {
  const parts = attributesOf(leaf).map((attribute) => planAttribute(attribute, builder));
  return parts.length === 1 ? parts[0]! : { kind: "all", of: parts };
}
