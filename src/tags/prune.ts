import type { Records, RecordsTx } from "../engine/index.ts";
import { problem, type Issue, type Problem } from "../kernel/index.ts";
import type { TagSet } from "./definition.ts";
import { readUses } from "./uses.ts";

/**
 * The tags that a document with `prune` would retire. readDocument checks the rules of the remaining tags. Saved segments and webhooks are
 * checked here: they would silently stop working.
 * @throws INPUT_INVALID with a TAG_IN_USE for each use
 */
export async function prunedTags(
  ctx: { records: Records | RecordsTx },
  existing: TagSet,
  kept: readonly { readonly code: string }[],
): Promise<string[]> {
  const staying = new Set(kept.map(({ code }) => code));
  const pruned = [...existing.tags.keys()].filter((code) => !staying.has(code));
  const uses = await readUses({ ctx, set: existing });
  const issues = pruned.flatMap((code): Issue[] => {
    const open = uses.ofTag(code).filter(({ kind }) => kind !== "tag");
    return open.length === 0 ? [] : [issueOf(problem("TAG_IN_USE", { tag: code, uses: open }))];
  });
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  return pruned;
}

function issueOf({ code, zh, en }: Problem): Issue {
  return { code, path: "tags", zh, en };
}
