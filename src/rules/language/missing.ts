import type { Text } from "../../kernel/index.ts";
import type { Test } from "./ast.ts";

/** Customers who have no value that a leaf could compare. The comparison is false for them, so its negation is true. */
export interface Missing {
  readonly who: Text;
  /** The leaf itself is a negation (is not, none of), which people read as true of such customers. */
  readonly negative: boolean;
}

export function isNegative(test: Test): boolean {
  const { op } = test.op === "ignoringCase" ? test.test : test;
  return op === "neq" || op === "notIn";
}
