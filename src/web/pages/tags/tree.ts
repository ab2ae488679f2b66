import type { TagGroup, TagSummary } from "../../../contract/index.ts";
import { tagFits } from "../../components/tagText.ts";

/** A visible line of the tree: a group that can be folded, or a tag. `level` counts from 1. */
export type TreeLine =
  | {
      readonly kind: "group";
      readonly key: string;
      readonly group: TagGroup;
      readonly level: number;
      /** Tags shown in it and below it. */
      readonly tags: number;
      readonly folded: boolean;
    }
  | { readonly kind: "tag"; readonly key: string; readonly tag: TagSummary; readonly level: number };

export interface TagFilter {
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
  /** The number of a group. Tags in the groups below it are included. */
  readonly group?: string | undefined;
  /** A state, or `failing`. Absent: all tags that are not retired. */
  readonly state?: string | undefined;
}

/** @param among the groups that the filter admits, as groupAndBelow gives them; null without such a filter */
export function passes(tag: TagSummary, { q, kind, state }: TagFilter, among: ReadonlySet<number> | null): boolean {
  if (state === "failing" ? tag.failure === null : state ? tag.state !== state : tag.state === "retired") return false;
  if (kind && tag.kind !== kind) return false;
  if (among && (tag.groupId === null || !among.has(tag.groupId))) return false;
  return !q || tagFits(tag, q);
}

/**
 * The tags as lines of a tree: in each group first its tags, then its subgroups. Folded groups hide their content.
 * @param empty whether groups without a shown tag are lines too
 */
export function treeOf(tags: readonly TagSummary[], groups: readonly TagGroup[], folded: ReadonlySet<number>, empty: boolean): TreeLine[] {
  const tagsOf = Map.groupBy(tags, ({ groupId }) => groupId);
  const below = Map.groupBy(groups, ({ parent }) => parent);
  const sizeOf = (id: number): number =>
    (tagsOf.get(id)?.length ?? 0) + (below.get(id) ?? []).reduce((sum, inner) => sum + sizeOf(inner.id), 0);
  const linesOf = (parent: number | null, level: number): TreeLine[] => [
    ...(tagsOf.get(parent) ?? []).map((tag): TreeLine => ({ kind: "tag", key: tag.code, tag, level })),
    ...(below.get(parent) ?? []).flatMap((group): TreeLine[] => {
      const size = sizeOf(group.id);
      if (size === 0 && !empty) return [];
      const closed = folded.has(group.id);
      const line: TreeLine = { kind: "group", key: `/${group.id}`, group, level, tags: size, folded: closed };
      return closed ? [line] : [line, ...linesOf(group.id, level + 1)];
    }),
  ];
  return linesOf(null, 1);
}
