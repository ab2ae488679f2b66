import type { Selectable } from "kysely";
import type { ChangeSummary } from "../contract/index.ts";
import type { RecordTables } from "../engine/index.ts";
import { kindOfTag } from "../rules/index.ts";
import type { Text } from "../kernel/index.ts";
import { groupsAlong, type TagGroups } from "../tags/index.ts";

export type ChangeRow = Selectable<RecordTables["changes"]>;
/** One tag of a change request: its definition before and after, as documents write it. */
export type Entry = ChangeRow["entries"][number];
type ShownTag = ChangeSummary["tags"][number];

export function shownTag({ code, was, before, after }: Entry): ShownTag {
  const document = after ?? before!;
  const change = after === null ? "retired" : was === "none" ? "new" : was === "retired" ? "restored" : "changed";
  return { code, name: nameOf(document), kind: (kindOfTag(document) ?? document["kind"]) as ShownTag["kind"], change };
}

/** The name that a document writes: one text for both languages, or two. */
export function nameOf(document: Readonly<Record<string, unknown>>): Text {
  const name = document["name"];
  return typeof name === "string" ? { zh: name, en: name } : (name as Text);
}

/** Codes of the tags that a request retires. */
export function retiredCodes(entries: readonly Entry[]): string[] {
  return entries.filter(({ after }) => after === null).map(({ code }) => code);
}

/** What is published: the definitions with the present paths of their groups, which may have been renamed or moved. */
export function documentAsked(entries: readonly Entry[], groups: TagGroups): { tags: Record<string, unknown>[] } {
  const tags = entries.flatMap(({ after, afterGroup }) => {
    const group = afterGroup === null ? undefined : groups.get(afterGroup);
    return after === null ? [] : [group ? { ...after, group: group.path.map(({ zh }) => zh) } : { ...after }];
  });
  return { tags };
}

/** The group that a tag comes to: for a group that does not exist yet, the one above it. Null: none. */
export function placeAsked({ after, afterGroup }: Entry, groups: TagGroups): number | null {
  if (afterGroup !== null) return afterGroup;
  const group = after?.["group"];
  const path = typeof group === "string" ? group.split("/") : ((group as readonly string[] | undefined) ?? []);
  return groupsAlong(groups, path).at(-1)?.id ?? null;
}
