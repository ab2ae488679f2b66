import type { TagSummary } from "../../../contract/index.ts";

/** A visible line of the tree: a group that can be folded, or a tag. `level` counts from 1. */
export type TreeLine =
  | {
      readonly kind: "group";
      readonly key: string;
      readonly name: string;
      readonly level: number;
      readonly tags: number;
      readonly folded: boolean;
    }
  | { readonly kind: "tag"; readonly key: string; readonly tag: TagSummary; readonly level: number };

export interface TagFilter {
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
  /** A group's path, `客户价值/价值等级`. Tags in subgroups are included. */
  readonly group?: string | undefined;
  /** A state, or `failing`. Absent: all tags that are not retired. */
  readonly state?: string | undefined;
}

export function pathOf(group: readonly string[]): string {
  return group.join("/");
}

export function passes(tag: TagSummary, { q, kind, group, state }: TagFilter): boolean {
  if (state === "failing" ? tag.failure === null : state ? tag.state !== state : tag.state === "retired") return false;
  if (kind && tag.kind !== kind) return false;
  const path = pathOf(tag.group);
  if (group && path !== group && !path.startsWith(`${group}/`)) return false;
  const wanted = q?.trim().toLowerCase();
  return !wanted || [tag.name.zh, tag.name.en, tag.code, path].some((text) => text.toLowerCase().includes(wanted));
}

/** All groups and their ancestors, in the order of the tags. */
export function groupsOf(tags: readonly TagSummary[]): string[] {
  const paths = new Set<string>();
  for (const { group } of tags) for (let depth = 1; depth <= group.length; depth++) paths.add(pathOf(group.slice(0, depth)));
  return [...paths];
}

interface Group {
  readonly name: string;
  readonly path: string;
  readonly groups: Map<string, Group>;
  readonly tags: TagSummary[];
}

/** The tags as lines of a tree: in each group first its tags, then its subgroups. Folded groups hide their content. */
export function treeOf(tags: readonly TagSummary[], folded: ReadonlySet<string>): TreeLine[] {
  const root: Group = { name: "", path: "", groups: new Map(), tags: [] };
  for (const tag of tags) {
    let at = root;
    for (const [depth, name] of tag.group.entries()) {
      const path = pathOf(tag.group.slice(0, depth + 1));
      if (!at.groups.has(name)) at.groups.set(name, { name, path, groups: new Map(), tags: [] });
      at = at.groups.get(name)!;
    }
    at.tags.push(tag);
  }
  return linesOf(root, 1, folded);
}

function linesOf(group: Group, level: number, folded: ReadonlySet<string>): TreeLine[] {
  return [
    ...group.tags.map((tag): TreeLine => ({ kind: "tag", key: tag.code, tag, level })),
    ...[...group.groups.values()].flatMap((inner): TreeLine[] => {
      const closed = folded.has(inner.path);
      const line: TreeLine = { kind: "group", key: `/${inner.path}`, name: inner.name, level, tags: sizeOf(inner), folded: closed };
      return closed ? [line] : [line, ...linesOf(inner, level + 1, folded)];
    }),
  ];
}

function sizeOf(group: Group): number {
  return group.tags.length + [...group.groups.values()].reduce((sum, inner) => sum + sizeOf(inner), 0);
}
