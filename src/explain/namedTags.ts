import type { Why, WhyNode, WhyTag } from "../contract/index.ts";
import { treesOf, type Explaining } from "./ruleTree.ts";

/**
 * The tags that the trees name, then the tags that these name: each once, even when several rules name it. When the answer has its most
 * conditions, the other tags show only their name and their answer, without a tree.
 */
export async function namedTags(trees: Why["trees"], asked: string, explaining: Explaining): Promise<WhyTag[]> {
  const { visible, answers, overrides, room } = explaining;
  const codes = new Set([asked]);
  const found: WhyTag[] = [];
  const add = (more: Why["trees"]) => more.forEach(({ tree }) => namedIn(tree).forEach((code) => codes.add(code)));
  add(trees);
  // A loop over a set also visits elements that are added during the loop.
  for (const code of codes) {
    const tag = visible.tags.get(code);
    if (code === asked || !tag) continue;
    const answer = answers.get(code) ?? null;
    const inner = room.left > 0 ? await treesOf(tag, explaining) : null;
    if (inner) add(inner);
    found.push({
      code,
      name: tag.name,
      kind: tag.kind,
      color: tag.color,
      has: answer !== null && answer !== false,
      value: typeof answer === "string" ? answer : null,
      overridden: overrides.has(tag.id),
      trees: inner,
    });
  }
  return found;
}

function namedIn(node: WhyNode): string[] {
  return [...(node.tag === null ? [] : [node.tag]), ...node.children.flatMap(namedIn)];
}
