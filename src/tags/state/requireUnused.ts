import type { Records, RecordsTx } from "../../engine/index.ts";
import { problem, type Use } from "../../kernel/index.ts";
import { readsTags } from "../../rules/index.ts";
import type { TagDefinition, TagSet } from "../definition.ts";
import { readUses } from "../uses.ts";
import { shownUses } from "../visible/hiddenNames.ts";
import type { VisibleTags } from "../visible/limitTags.ts";

/**
 * For tags that are retired together with a publication: what it changes or retires itself is no use. @param seen whose names may be shown
 * @throws TAG_USED with everything that would still use one of them
 */
export async function requireUnused(
  records: Records | RecordsTx,
  set: TagSet,
  retire: Iterable<string>,
  definitions: readonly TagDefinition[],
  seen: Pick<VisibleTags, "tags" | "segments">,
): Promise<void> {
  const retired = new Set(retire);
  if (retired.size === 0) return;
  const replaced = new Set([...retired, ...definitions.map(({ code }) => code)]);
  const uses = await readUses({ ctx: { records }, set });
  for (const code of retired) {
    const staying = uses.ofTag(code).filter(({ kind, id }) => kind !== "tag" || !replaced.has(id));
    const naming = definitions.flatMap(({ code: id, name, rule }): Use[] =>
      readsTags(rule, new Set([code])) ? [{ kind: "tag", id, name }] : [],
    );
    if (staying.length + naming.length > 0)
      throw problem("TAG_USED", { tag: set.tags.get(code)!.name, uses: [...shownUses(staying, seen), ...naming] });
  }
}
