import { tagKind } from "../kernel/index.ts";
import type { Assignment, CustomerTag } from "../membership/index.ts";
import type { TagRecord, TagSet } from "../tags/index.ts";

/** The static tags of an exclusive group in their order: a customer has at most one of them. */
export interface ExclusiveTags {
  readonly group: number;
  readonly wins: "newer" | "higher";
  readonly tags: readonly TagRecord[];
}

/** The tags that exclude each other with this one; null when its group is not exclusive. */
export function exclusiveTags(set: Pick<TagSet, "tags" | "groups">, tag: TagRecord): ExclusiveTags | null {
  const group = tag.groupId === null ? undefined : set.groups.get(tag.groupId);
  if (!group || group.exclusive === "none") return null;
  const tags = [...set.tags.values()].filter((other) => other.groupId === group.id && tagKind(other.kind).isAssigned);
  return { group: group.id, wins: group.exclusive, tags };
}

/** What assignments of a tag of an exclusive group come to. */
export interface Resolved {
  /** The assignments of the tag itself that take effect. */
  readonly own: readonly Assignment[];
  /** Customers who keep a tag that stands higher, so that this one is not added. */
  readonly kept: readonly number[];
  /** The other tags that customers lose, with the reason of the assignment. */
  readonly replaced: readonly { readonly tag: TagRecord; readonly assignments: readonly Assignment[] }[];
}

/** @param held tags of the customers, those of the group among them */
export function resolveExclusive(
  exclusive: ExclusiveTags | null,
  tag: TagRecord,
  assignments: readonly Assignment[],
  held: readonly CustomerTag[],
): Resolved {
  if (!exclusive) return { own: assignments, kept: [], replaced: [] };
  const place = exclusive.tags.findIndex(({ id }) => id === tag.id);
  const holders = new Map(exclusive.tags.map(({ id }) => [id, new Set<number>()]));
  for (const { customer, tag: id } of held) holders.get(id)?.add(customer);
  const above = exclusive.wins === "higher" ? exclusive.tags.slice(0, place) : [];
  const keeps = ({ customer, direction }: Assignment) => direction === "in" && above.some(({ id }) => holders.get(id)!.has(customer));
  const own = assignments.filter((assignment) => !keeps(assignment));
  const replaced = exclusive.tags
    .filter((other) => other.id !== tag.id)
    .map((other) => ({
      tag: other,
      assignments: own
        .filter(({ customer, direction }) => direction === "in" && holders.get(other.id)!.has(customer))
        .map(({ customer, reason }): Assignment => ({ customer, direction: "out", reason, until: null })),
    }))
    .filter((other) => other.assignments.length > 0);
  return { own, kept: assignments.filter(keeps).map(({ customer }) => customer), replaced };
}
