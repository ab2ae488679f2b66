import { holds } from "../../interpret/predicate.ts";
import type { AttributeLeaf } from "../../language/ast.ts";
import type { Builder } from "../../plan/builder.ts";
import type { Formula, Predicate, Source } from "../../plan/types.ts";

export function planAttribute(leaf: AttributeLeaf, builder: Builder): Formula {
  const source: Source = { kind: "attribute", attribute: leaf.attribute };
  const measure = builder.measure(source, { kind: "latest", type: leaf.type });
  const predicate: Predicate = { kind: "tests", measure, type: leaf.type, tests: leaf.tests };
  return builder.leaf(
    source,
    predicate,
    holds(predicate, { asOf: 0, timezone: "UTC" }, () => undefined),
  );
}
