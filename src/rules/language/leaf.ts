import type { Text } from "../../kernel/index.ts";
import type { Dependency, Leaf, Rule } from "./ast.ts";
import type { Reading, Scope } from "./scope.ts";

/** What a leaf says of itself without a store: pure, so that the browser runs it too. */
export interface LeafLanguage<L extends Leaf = Leaf> {
  /** The key that marks the leaf in YAML and JSON. */
  readonly key: L["kind"];
  /** Reads and checks it against the scope; notes everything wrong and gives undefined when it cannot stand. `readInner` reads a rule inside it. */
  read(
    raw: Record<string, unknown>,
    path: string,
    reading: Reading,
    readInner: (raw: unknown, path: string) => Rule | undefined,
  ): L | undefined;
  /** The leaf in words: 近365天「完成订单」的金额合计 ≥ 10,000. */
  sentence(leaf: L, scope: Pick<Scope, "catalogue" | "tags" | "timezone">, sayInner: (rule: Rule) => Text): Text;
  /** What is asked for, without of what: ≥ 10,000. */
  wanted(leaf: L, scope: Pick<Scope, "catalogue" | "tags" | "timezone">): Text;
  /** Events, attributes, tags whose change can change the answer. */
  reads(leaf: L, readsInner: (rule: Rule) => readonly Dependency[]): readonly Dependency[];
}
