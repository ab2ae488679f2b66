import type { TagGroup, TagSummary } from "../../../../contract/index.ts";
import { groupAndBelow } from "../../../components/tagGroups.ts";
import type { TreeLine } from "../tree.ts";

/** What is moved: tags by code, or a group by number. */
export type Moving = { readonly kind: "tags"; readonly codes: readonly string[] } | { readonly kind: "group"; readonly id: number };

/** A move: into `group` (null: the top), in front of a tag's code or a group's number; null: behind the others. */
export interface Move {
  readonly moving: Moving;
  readonly group: number | null;
  readonly before: string | null;
}

/** The part of a line over which something is held. */
export type Part = "above" | "on" | "below";

interface Tree {
  /** All tags, also those that a filter hides, in the order of the tree. */
  readonly tags: readonly TagSummary[];
  readonly groups: readonly TagGroup[];
}

/** The groups that a group can move to are all but itself and those below it. */
export function canHold(groups: readonly TagGroup[], moving: Moving, group: number | null): boolean {
  return moving.kind === "tags" || group === null || !groupAndBelow(groups, moving.id).has(group);
}

/** The move that a drop means; null when nothing can be dropped there. */
export function dropOn(tree: Tree, moving: Moving, line: TreeLine, part: Part): Move | null {
  const move = moving.kind === "tags" ? dropTags(tree, moving.codes, line, part) : dropGroup(tree, moving.id, line, part);
  return canHold(tree.groups, moving, move.group) ? move : null;
}

function dropTags({ tags }: Tree, codes: readonly string[], line: TreeLine, part: Part): Move {
  const moving: Moving = { kind: "tags", codes };
  if (line.kind === "group") return { moving, group: line.group.id, before: null };
  const others = tags.filter((tag) => tag.groupId === line.tag.groupId && !codes.includes(tag.code));
  const at = others.findIndex(({ code }) => code === line.tag.code);
  const next = part === "above" ? others[at] : others[at + 1];
  return { moving, group: line.tag.groupId, before: next?.code ?? null };
}

function dropGroup({ groups }: Tree, id: number, line: TreeLine, part: Part): Move {
  const moving: Moving = { kind: "group", id };
  if (line.kind === "tag") return { moving, group: line.tag.groupId, before: null };
  if (part === "on") return { moving, group: line.group.id, before: null };
  const { parent } = line.group;
  const others = groups.filter((group) => group.parent === parent && group.id !== id);
  const at = others.findIndex((group) => group.id === line.group.id);
  const next = part === "above" ? others[at] : others[at + 1];
  return { moving, group: parent, before: next ? String(next.id) : null };
}

export type Step = "up" | "down" | "in" | "out";

/** The move of one line by the keyboard; null when there is no place that way. */
export function stepOf(tree: Tree, line: TreeLine, step: Step): Move | null {
  return line.kind === "group" ? stepGroup(tree.groups, line.group, step) : stepTag(tree, line.tag, step);
}

function stepGroup(groups: readonly TagGroup[], { id, parent }: TagGroup, step: Step): Move | null {
  const moving: Moving = { kind: "group", id };
  const beside = groups.filter((group) => group.parent === parent);
  const at = beside.findIndex((group) => group.id === id);
  const before = (group: TagGroup | undefined) => (group ? String(group.id) : null);
  if (step === "up") return at === 0 ? null : { moving, group: parent, before: before(beside[at - 1]) };
  if (step === "down") return at === beside.length - 1 ? null : { moving, group: parent, before: before(beside[at + 2]) };
  if (step === "in") return at === 0 ? null : { moving, group: beside[at - 1]!.id, before: null };
  const above = groups.find((group) => group.id === parent);
  if (!above) return null;
  const aunts = groups.filter((group) => group.parent === above.parent);
  return { moving, group: above.parent, before: before(aunts[aunts.indexOf(above) + 1]) };
}

/** Up and down go on into the group above and the one below, so that a tag reaches every group. */
function stepTag({ tags, groups }: Tree, { code, groupId }: TagSummary, step: Step): Move | null {
  const moving: Moving = { kind: "tags", codes: [code] };
  const inside = (group: number | null) => tags.filter((tag) => tag.groupId === group);
  const beside = inside(groupId);
  const at = beside.findIndex((tag) => tag.code === code);
  const order = [null, ...groups.map(({ id }) => id)];
  const place = order.indexOf(groupId);
  if (step === "up") {
    if (at > 0) return { moving, group: groupId, before: beside[at - 1]!.code };
    return place <= 0 ? null : { moving, group: order[place - 1]!, before: null };
  }
  if (step === "down") {
    if (at < beside.length - 1) return { moving, group: groupId, before: beside[at + 2]?.code ?? null };
    const next = order[place + 1];
    return next === undefined ? null : { moving, group: next, before: inside(next)[0]?.code ?? null };
  }
  if (step === "in") {
    const first = groups.find(({ parent }) => parent === groupId);
    return first ? { moving, group: first.id, before: null } : null;
  }
  return groupId === null ? null : { moving, group: groups.find(({ id }) => id === groupId)!.parent, before: null };
}
