import type { TagSummary } from "../../contract/index.ts";

type Named = Pick<TagSummary, "code" | "name" | "group">;

/** What a typed text is looked for in: names in both languages, the code and the groups, in lower case. */
export function tagText({ code, name, group }: Named): string {
  return [code, ...[name, ...group].flatMap(({ zh, en }) => [zh, en])].join("\n").toLowerCase();
}

/** Whether a tag is found by a typed text. */
export function tagFits(tag: Named, typed: string): boolean {
  return tagText(tag).includes(typed.trim().toLowerCase());
}
