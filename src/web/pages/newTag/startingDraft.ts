import { DECIDING_KEYS } from "../../../rules/language/index.ts";
import type { TagDraft } from "../tag/words/tagDraft.ts";

/** A definition taken apart: its words, and the part that decides. */
export function takenApart(draft: TagDraft): { readonly words: TagDraft; readonly part: TagDraft } {
  const entries = Object.entries(draft);
  const decides = (key: string): boolean => DECIDING_KEYS.includes(key);
  return {
    words: Object.fromEntries(entries.filter(([key]) => !decides(key))),
    part: Object.fromEntries(entries.filter(([key]) => decides(key) && key !== "kind")),
  };
}

const COPY = { zh: " 副本", en: " copy" } as const;

/** A copy of a tag: everything but its code, its name, its state and its other names. */
export function copyOf(definition: TagDraft): TagDraft {
  const { code: _code, state: _state, aliases: _aliases, name, ...rest } = definition;
  const named = typeof name === "string" ? { zh: name, en: name } : (name as { zh: string; en: string });
  return { ...rest, name: { zh: `${named.zh}${COPY.zh}`, en: named.zh === named.en ? "" : `${named.en}${COPY.en}` } };
}

/** The values of a template in an address; none where it holds something else. */
export function valuesIn(set: string | undefined): Record<string, string | string[]> {
  try {
    const values: unknown = JSON.parse(set ?? "{}");
    return typeof values === "object" && values !== null && !Array.isArray(values) ? (values as Record<string, string | string[]>) : {};
  } catch {
    return {};
  }
}
