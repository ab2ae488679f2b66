import type { Text } from "../../kernel/index.ts";
import type { Dependency, Leaf, Rule } from "./ast.ts";
import type { Reading, Scope } from "./scope.ts";

/** The language part of a leaf. It uses no store, because it also runs in the browser. */
export interface LeafLanguage<L extends Leaf = Leaf> {
  /** The key that marks the leaf in YAML and JSON. */
  readonly key: L["kind"];
  /**
   * Reads the leaf and checks it against the scope. Records everything wrong; undefined when the leaf is invalid. `readInner` reads a rule
   * inside it.
   */
  read(
    raw: Record<string, unknown>,
    path: string,
    reading: Reading,
    readInner: (raw: unknown, path: string) => Rule | undefined,
  ): L | undefined;
  /** The leaf as text: 近365天「完成订单」的金额合计 ≥ 10,000. */
  sentence(leaf: L, scope: Pick<Scope, "catalogue" | "tags" | "timezone">, sayInner: (rule: Rule) => Text): Text;
  /** Only the comparison: ≥ 10,000. */
  wanted(leaf: L, scope: Pick<Scope, "catalogue" | "tags" | "timezone">): Text;
  /** Events, attributes and tags that the answer depends on. */
  reads(leaf: L, readsInner: (rule: Rule) => readonly Dependency[]): readonly Dependency[];
}
