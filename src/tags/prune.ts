import type { Records, RecordsTx } from "../engine/index.ts";
import { problem, type Issue, type Problem } from "../kernel/index.ts";
import type { TagSet } from "./definition.ts";
import { readUses } from "./uses.ts";
import { readsTags } from "../rules/index.ts";
import { shownUses } from "./visible/hiddenNames.ts";

/**
 * The tags that a document with `prune` would retire. readDocument checks the rules of the remaining tags. Saved segments and webhooks are
 * checked here: they would silently stop working.
 * @param hidden tags that the actor may not see: they stay, and are named in no error
 * @throws INPUT_INVALID with a TAG_IN_USE for each use
 */
export async function prunedTags(
  ctx: { records: Records | RecordsTx },
  existing: TagSet,
  kept: readonly { readonly code: string }[],
  hidden: ReadonlySet<string> = new Set(),
): Promise<string[]> {
  const staying = new Set(kept.map(({ code }) => code));
  const pruned = [...existing.tags.keys()].filter((code) => !staying.has(code) && !hidden.has(code));
  const uses = await readUses({ ctx, set: existing });
  const seen = {
    tags: new Map([...existing.tags].filter(([code]) => !hidden.has(code))),
    segments: new Map([...existing.segments].filter(([, { of }]) => !readsTags({ kind: "rule", rule: of }, hidden))),
  };
  const issues = pruned.flatMap((code): Issue[] => {
    const open = uses.ofTag(code).filter(({ kind, id }) => kind !== "tag" || hidden.has(id));
    return open.length === 0 ? [] : [issueOf(problem("TAG_IN_USE", { tag: code, uses: shownUses(open, seen) }))];
  });
  if (issues.length > 0) throw problem("INPUT_INVALID", { issues });
  return pruned;
}

function issueOf({ code, zh, en }: Problem): Issue {
  return { code, path: "tags", zh, en };
}
