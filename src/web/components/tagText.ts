import { searchRank, type Searchable, type Text } from "../../kernel/index.ts";

/** Whether a tag is found by a typed text: by name, code, alias, pinyin, initials or group. */
export function tagFits(tag: Searchable, typed: string): boolean {
  return searchRank(tag, typed) !== null;
}

/** Whether a group is found by a typed text: by a name along its path, or the pinyin of its own. */
export function groupFits(group: { readonly path: readonly Text[]; readonly pinyin: readonly string[] }, typed: string): boolean {
  return searchRank({ name: group.path.at(-1)!, pinyin: group.pinyin, group: group.path }, typed) !== null;
}

interface Option {
  readonly value?: unknown;
}

/** The search of a picker whose options are tags by code: what fits, the best first. */
export function searchOfTags(tags: readonly (Searchable & { readonly code: string })[]) {
  const byCode = new Map(tags.map((tag) => [tag.code, tag]));
  const rank = (option: Option | undefined, typed: string): number | null => {
    const tag = byCode.get(String(option?.value));
    return tag ? searchRank(tag, typed) : null;
  };
  return {
    filterOption: (typed: string, option?: Option) => rank(option, typed) !== null,
    filterSort: (a: Option, b: Option, { searchValue }: { searchValue: string }) =>
      (rank(a, searchValue) ?? 0) - (rank(b, searchValue) ?? 0),
  };
}
