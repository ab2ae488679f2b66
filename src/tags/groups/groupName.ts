import { cleanText, problem, type Text } from "../../kernel/index.ts";
import { foldedName } from "../../rules/index.ts";
import { isName, MAX_NAME_CHARACTERS } from "../isName.ts";
import { groupsUnder, type TagGroups } from "./tagGroups.ts";

export type NameInput = string | { readonly zh?: string | undefined; readonly en?: string | undefined };

/** All groups, and those among them that the actor sees. */
export interface KnownGroups {
  readonly groups: TagGroups;
  readonly seen: TagGroups;
}

/**
 * The name of a group, in both languages, which no other group of the parent has in either.
 * @param own the group that gets the name, if it exists @throws TAG_GROUP_NAME, TAG_GROUP_NAME_TAKEN, TAG_UNAVAILABLE
 */
export function readGroupName(input: NameInput, known: KnownGroups, parent: number | null, own?: number): Text {
  const given = typeof input === "string" ? { zh: input, en: input } : input;
  const of = (text: string | undefined) => (text === undefined || text.trim() === "" ? undefined : text);
  const zh = of(given.zh) ?? of(given.en) ?? "";
  const name = { zh, en: of(given.en) ?? zh };
  for (const text of [name.zh, name.en]) {
    const reason = refusal(text);
    if (reason) throw problem("TAG_GROUP_NAME", { name: shortened(text), reason });
  }
  const cleaned = { zh: cleanText(name.zh) ?? name.zh, en: cleanText(name.en) ?? name.en };
  requireNameFree(cleaned, known, parent, own);
  return cleaned;
}

/** Characters that nobody sees, and those that turn the direction of the text: a name with one looks like another name. */
const HIDDEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;

/** Why a text cannot be a name; undefined when it can. */
function refusal(text: string): Text | undefined {
  const cleaned = cleanText(text);
  if (cleaned === undefined) return { zh: "没有可见的文字，请填写名称", en: "it has no visible character; write a name" };
  if (text.length > MAX_NAME_CHARACTERS)
    return {
      zh: `有 ${text.length} 字，最多 ${MAX_NAME_CHARACTERS} 字，请写短一些`,
      en: `it has ${text.length} characters, the limit is ${MAX_NAME_CHARACTERS}; shorten it`,
    };
  if (HIDDEN.test(cleaned))
    return {
      zh: "中间有看不见的字符或改变文字方向的字符，请删掉重新输入",
      en: "it contains invisible characters or marks of direction; type it again without them",
    };
  return isName(text) ? undefined : { zh: "须为一行文字，且不是表格的错误值", en: "use one line that is not an error of a spreadsheet" };
}

function shortened(text: string): string {
  const shown = text.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}]/gu, "");
  return shown.length > 20 ? `${shown.slice(0, 20).toWellFormed()}…` : shown;
}

/**
 * Two groups of one name would have one path. So the name of a hidden group is refused too, without a word of why.
 * @throws TAG_GROUP_NAME_TAKEN, TAG_UNAVAILABLE
 */
export function requireNameFree(name: Text, { groups, seen }: KnownGroups, parent: number | null, own?: number): void {
  const folds = new Set([foldedName(name.zh), foldedName(name.en)]);
  const other = groupsUnder(groups, parent).find(
    (group) => group.id !== own && [group.name.zh, group.name.en].some((text) => folds.has(foldedName(text))),
  );
  if (other && !seen.has(other.id)) throw problem("TAG_UNAVAILABLE", { name: name.zh });
  if (other) throw problem("TAG_GROUP_NAME_TAKEN", { name: name.zh, path: other.path.map(({ zh }) => zh).join("/") });
}
