import type { Text } from "../../kernel/index.ts";
import type { Leaf, TagRule } from "./ast.ts";
import { readsOf } from "./rule.ts";
import type { Scope } from "./scope.ts";
import { dependenciesOf } from "./tag.ts";

/** In place of a condition that reads a tag which the reader of the text may not see. */
export const HIDDEN_CONDITION: Text = Object.freeze({ zh: "条件不可见", en: "hidden condition" });

/**
 * Whether a condition names a tag that is not among these. A rule that was read names only tags that exist, so what is missing is hidden
 * from whoever the tags were limited for. The customers among whom a rank compares are a part of their own.
 */
export function isHiddenLeaf(leaf: Leaf, { tags }: Pick<Scope, "tags">): boolean {
  switch (leaf.kind) {
    case "tag":
    case "metric":
      return !tags.has(leaf.tag);
    case "segment":
      return readsOf(leaf.of).some((dependency) => dependency.kind === "tag" && !tags.has(dependency.tag));
    default:
      return false;
  }
}

/** Whether a tag names one of these directly, or through a segment. */
export function readsTags(rule: TagRule, codes: ReadonlySet<string>): boolean {
  return dependenciesOf(rule).some((dependency) => dependency.kind === "tag" && codes.has(dependency.tag));
}
