/** A tag's definition while somebody writes it: the tree of tags.yaml, where texts may be blank. */
export type TagDraft = Readonly<Record<string, unknown>>;

/** The draft without what was left blank. */
export function writtenTag(draft: TagDraft): Record<string, unknown> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => !isBlank(value)));
}

/** Whether a draft has a name in a language. */
export function isNamed({ name }: TagDraft): boolean {
  return !isBlank(name);
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.values(value).every(isBlank);
}

/** A text of a draft; blank where it has none. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The name of a draft in both languages. */
export function nameOf({ name }: TagDraft): { readonly zh: string; readonly en: string } {
  if (typeof name === "string") return { zh: name, en: "" };
  const { zh, en } = (name ?? {}) as { zh?: unknown; en?: unknown };
  return { zh: textOf(zh), en: textOf(en) };
}
