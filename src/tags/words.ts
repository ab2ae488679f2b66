import { TAG_COLORS, type TagColor } from "../contract/index.ts";
import { DECIDING_KEYS } from "../rules/index.ts";
import type { TagDefinition, TagRecord } from "./definition.ts";
import { writtenPath } from "./groups/placeOf.ts";
import type { TagGroups } from "./groups/tagGroups.ts";

type Defined = Pick<
  TagDefinition,
  | "code"
  | "name"
  | "color"
  | "owner"
  | "sensitivity"
  | "unit"
  | "meaning"
  | "criteria"
  | "purpose"
  | "review"
  | "aliases"
  | "notes"
  | "source"
> & { readonly state: TagRecord["state"] };

/** A constant colour for a tag without one, derived from its code. */
export function colorOf(code: string): TagColor {
  let sum = 0;
  for (const character of code) sum = (sum * 31 + character.codePointAt(0)!) % 997;
  return TAG_COLORS[sum % TAG_COLORS.length]!;
}

/** The part of a written definition that decides the tag. */
export function decidingPart(raw: Readonly<Record<string, unknown>>, kind: string): Record<string, unknown> {
  const keys = DECIDING_KEYS.filter((key) => key !== "kind" && raw[key] !== undefined);
  return { kind, ...Object.fromEntries(keys.map((key) => [key, raw[key]])) };
}

/** A tag as documents write it, with the names of its groups from the root down. What has its default is left out. */
function writtenTag(tag: Defined, group: readonly string[]): Record<string, unknown> {
  const { zh, en } = tag.name;
  const written: Record<string, unknown> = {
    code: tag.code,
    name: zh === en ? zh : { zh, en },
    group: group.length === 0 ? null : group.some((name) => name.includes("/")) ? group : group.join("/"),
    color: tag.color === colorOf(tag.code) ? null : tag.color,
    owner: tag.owner,
    review: tag.review,
    meaning: tag.meaning,
    criteria: tag.criteria,
    purpose: tag.purpose,
    sensitivity: tag.sensitivity === "ordinary" ? null : tag.sensitivity,
    unit: tag.unit,
    aliases: tag.aliases.length === 0 ? null : tag.aliases,
    notes: tag.notes,
    state: tag.state === "paused" ? "paused" : null,
    ...tag.source,
  };
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null));
}

/** The document of a stored tag. */
export function documentOf(tag: TagRecord): Record<string, unknown> {
  return writtenTag(
    tag,
    tag.group.map(({ zh }) => zh),
  );
}

/** The document of a definition that was read. Groups that exist are called by their Chinese names. */
export function documentRead(definition: TagDefinition, groups: TagGroups): Record<string, unknown> {
  return writtenTag(definition, writtenPath(groups, definition.group));
}

/** Whether two definitions decide the same, whatever they are called and wherever they stand. */
export function sameRule(a: Pick<TagDefinition, "source">, b: Pick<TagDefinition, "source">): boolean {
  return canonical(a.source) === canonical(b.source);
}

/** Whether a definition says of a stored tag what is stored: rule, words and group. */
export function sameDefinition(before: TagRecord, definition: TagDefinition, groups: TagGroups): boolean {
  return canonical(documentOf(before)) === canonical(documentRead(definition, groups));
}

/** JSON with sorted keys: equal documents give equal texts. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item) && !(item instanceof Date)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
