import { cleanText, problem, type Text } from "../../kernel/index.ts";
import { foldedName } from "../../rules/index.ts";
import { isName } from "../isName.ts";
import { groupsUnder, type TagGroups } from "./tagGroups.ts";

export type NameInput = string | { readonly zh?: string | undefined; readonly en?: string | undefined };

/**
 * The name of a group, in both languages, which no other group of the parent has in either.
 * @param own the group that gets the name, if it exists @throws TAG_GROUP_NAME, TAG_GROUP_NAME_TAKEN
 */
export function readGroupName(input: NameInput, groups: TagGroups, parent: number | null, own?: number): Text {
  const given = typeof input === "string" ? { zh: input, en: input } : input;
  const of = (text: string | undefined) => (text === undefined || text.trim() === "" ? undefined : text);
  const zh = of(given.zh) ?? of(given.en) ?? "";
  const name = { zh, en: of(given.en) ?? zh };
  for (const text of [name.zh, name.en]) if (!isName(text)) throw problem("TAG_GROUP_NAME", { name: String(text).slice(0, 60) });
  const cleaned = { zh: cleanText(name.zh) ?? name.zh, en: cleanText(name.en) ?? name.en };
  requireNameFree(cleaned, groups, parent, own);
  return cleaned;
}

/** @throws TAG_GROUP_NAME_TAKEN */
export function requireNameFree(name: Text, groups: TagGroups, parent: number | null, own?: number): void {
  const folds = new Set([foldedName(name.zh), foldedName(name.en)]);
  const other = groupsUnder(groups, parent).find(
    (group) => group.id !== own && [group.name.zh, group.name.en].some((text) => folds.has(foldedName(text))),
  );
  if (other) throw problem("TAG_GROUP_NAME_TAKEN", { name: name.zh, path: other.path.map(({ zh }) => zh).join("/") });
}
