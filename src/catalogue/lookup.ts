import type { AttributeDef, Catalogue, EventDef, PropertyDef } from "./types.ts";

type Named = { readonly code: string; readonly name: { readonly zh: string; readonly en: string } };

/** Finds an entry by code, else by Chinese or English name in any case. When names repeat, the first in the catalogue's order wins. */
function find<D extends Named>(entries: ReadonlyMap<string, D>, word: string): D | undefined {
  const exact = entries.get(word);
  if (exact) return exact;
  const wanted = word.trim().toLowerCase();
  for (const entry of entries.values()) {
    if (entry.code.toLowerCase() === wanted || entry.name.zh.toLowerCase() === wanted || entry.name.en.toLowerCase() === wanted)
      return entry;
  }
  return undefined;
}

export function findEvent(catalogue: Catalogue, word: string): EventDef | undefined {
  return find(catalogue.events, word);
}

export function findAttribute(catalogue: Catalogue, word: string): AttributeDef | undefined {
  return find(catalogue.attributes, word);
}

export function findProperty(event: EventDef, word: string): PropertyDef | undefined {
  return find(event.properties, word);
}
