import type { Approval, Exclusive, TagColor } from "../../contract/index.ts";
import type { Records, RecordsTx } from "../../engine/index.ts";
import type { Text } from "../../kernel/index.ts";

/** A group of tags: a node of the tree. */
export interface TagGroup {
  readonly id: number;
  /** Null: at the top. */
  readonly parent: number | null;
  readonly name: Text;
  /** Null: none of its own. */
  readonly color: TagColor | null;
  readonly description: string | null;
  readonly owner: string | null;
  readonly exclusive: Exclusive;
  /** Whether changes of its tags need an approval; `inherited`: as in the group above. */
  readonly approval: Approval;
  /** Its place among the groups of its parent. */
  readonly position: number;
  /** When its name, colour, description, owner or exclusivity last changed. A move does not count. */
  readonly updatedAt: Date;
  /** Names from the root down, its own last. */
  readonly path: readonly Text[];
}

/** Groups by number, in the order of the tree: a group stands before the groups below it. */
export type TagGroups = ReadonlyMap<number, TagGroup>;

export const MAX_GROUPS = 1_000;
export const MAX_LEVELS = 10;

/** All groups, in the order of the tree. */
export async function readGroups(records: Records | RecordsTx): Promise<TagGroups> {
  const rows = await records.selectFrom("tag_groups").selectAll().orderBy("position").orderBy("id").execute();
  const below = Map.groupBy(rows, ({ parent }) => parent);
  const groups = new Map<number, TagGroup>();
  const add = (parent: number | null, path: readonly Text[]): void => {
    for (const { id, name, color, description, owner, exclusive, approval, position, updated_at: updatedAt } of below.get(parent) ?? []) {
      const group = {
        id,
        parent,
        name,
        color: color as TagColor | null,
        description,
        owner,
        exclusive: exclusive as Exclusive,
        approval: approval as Approval,
        position,
        updatedAt,
      };
      groups.set(id, { ...group, path: [...path, name] });
      add(id, [...path, name]);
    }
  };
  add(null, []);
  return groups;
}

/** The groups of a parent, in their order. */
export function groupsUnder(groups: TagGroups, parent: number | null): TagGroup[] {
  return [...groups.values()].filter((group) => group.parent === parent);
}

/** A group and all groups below it. */
export function subtreeOf(groups: TagGroups, id: number): ReadonlySet<number> {
  const found = new Set([id]);
  // A group stands before those below it, so one pass is enough.
  for (const group of groups.values()) if (group.parent !== null && found.has(group.parent)) found.add(group.id);
  return found;
}
