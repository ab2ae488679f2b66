import { useQuery } from "@tanstack/react-query";
import { listTagGroups, type TagGroup } from "../../contract/index.ts";
import { ask } from "../api/queries.ts";

/** The groups in the order of the tree; empty until they are loaded. */
export function useTagGroups(): readonly TagGroup[] {
  return useQuery(ask(listTagGroups, {})).data?.items ?? NONE;
}
const NONE: readonly TagGroup[] = [];

/** A group with the groups above it, from the root down. */
export function groupsAbove(groups: readonly TagGroup[], id: number | null): TagGroup[] {
  const group = groups.find((one) => one.id === id);
  return group ? [...groupsAbove(groups, group.parent), group] : [];
}

/** A group and the groups below it, by number. @param groups in the order of the tree */
export function groupAndBelow(groups: readonly TagGroup[], id: number): ReadonlySet<number> {
  const found = new Set([id]);
  for (const { id: own, parent } of groups) if (parent !== null && found.has(parent)) found.add(own);
  return found;
}
