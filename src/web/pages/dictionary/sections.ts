import type { DictionaryEntry, TagGroup } from "../../../contract/index.ts";
import { searchRank, type Text } from "../../../kernel/index.ts";

export interface Section {
  /** The group; null for tags without one. */
  readonly id: number | null;
  readonly anchor: string;
  readonly path: readonly Text[];
  readonly description: string | null;
  readonly owner: string | null;
  readonly tags: readonly DictionaryEntry[];
}

const UNGROUPED = { id: null, path: [], description: null, owner: null } as const;

/** Groups with their tags in the order of the tree; groups without one are left out. */
export function sectionsOf(items: readonly DictionaryEntry[], groups: readonly TagGroup[]): Section[] {
  const byGroup = Map.groupBy(items, ({ groupId }) => groupId);
  return [UNGROUPED, ...groups].flatMap(({ id, path, description, owner }) => {
    const tags = byGroup.get(id);
    return tags ? [{ id, anchor: `group-${id ?? 0}`, path, description, owner, tags }] : [];
  });
}

/** Whether a name, code, alias, group or pinyin fits, or any text of the entry contains what is typed. */
export function fits(tag: DictionaryEntry, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "" || searchRank(tag, wanted) !== null) return true;
  const texts = [tag.meaning, tag.criteria, tag.purpose, tag.notes, tag.owner, tag.sentence?.zh, tag.sentence?.en];
  const tiers = tag.values.flatMap(({ value, sentence }) => [value, sentence?.zh, sentence?.en]);
  return [...texts, ...tiers].some((text) => text?.toLowerCase().includes(wanted));
}
