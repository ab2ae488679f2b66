import type { Assignment, CustomerTag } from "../membership/index.ts";
import type { ExclusiveTags, TagRecord } from "../tags/index.ts";

/** What assignments of a tag of an exclusive group come to. */
export interface Resolved {
  /** The assignments of the tag itself that take effect. */
  readonly own: readonly Assignment[];
  /** Customers who keep another tag of the group, so that this one is not added. */
  readonly kept: readonly number[];
  /** The other tags that customers lose, with the reason of the assignment. */
  readonly replaced: readonly { readonly tag: TagRecord; readonly assignments: readonly Assignment[] }[];
}

/**
 * @param held tags of the customers, those of the group among them
 * @param guarded tags of the group that the actor may not take off: who has one keeps it
 */
export function resolveExclusive(
  exclusive: ExclusiveTags | null,
  tag: TagRecord,
  assignments: readonly Assignment[],
  held: readonly CustomerTag[],
  guarded: ReadonlySet<number> = new Set(),
): Resolved {
  if (!exclusive) return { own: assignments, kept: [], replaced: [] };
  const place = exclusive.tags.findIndex(({ id }) => id === tag.id);
  const holders = new Map(exclusive.tags.map(({ id }) => [id, new Set<number>()]));
  for (const { customer, tag: id } of held) holders.get(id)?.add(customer);
  const staying = exclusive.tags.filter(
    ({ id }, index) => id !== tag.id && (guarded.has(id) || (exclusive.wins === "higher" && index < place)),
  );
  const keeps = ({ customer, direction }: Assignment) => direction === "in" && staying.some(({ id }) => holders.get(id)!.has(customer));
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
