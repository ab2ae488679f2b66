import { Problem, problem, type Use } from "../../kernel/index.ts";
import type { VisibleTags } from "./limitTags.ts";

/** In place of the code of a tag that one may not see, where something is refused because of it. */
export const HIDDEN_CODE = "***";

/** Throws what `work` throws, without the codes of hidden tags. */
export function withoutHiddenNames<T>({ hidden }: Pick<VisibleTags, "hidden">, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (hidden.size === 0 || !(error instanceof Problem) || error.code !== "TAG_CYCLE") throw error;
    const { path } = error.params as { path: readonly string[] };
    throw problem("TAG_CYCLE", { path: path.map((code) => (hidden.has(code) ? HIDDEN_CODE : code)) });
  }
}

/** Uses without the names of tags and segments that one may not see. They are uses all the same. */
export function shownUses(uses: readonly Use[], { tags, segments }: Pick<VisibleTags, "tags" | "segments">): Use[] {
  const isSeen = ({ kind, id }: Use) => (kind === "tag" ? tags.has(id) : kind !== "segment" || segments.has(id));
  return uses.map((use) => (isSeen(use) ? use : { kind: use.kind, id: HIDDEN_CODE, name: { zh: "不可见", en: "hidden" } }));
}
