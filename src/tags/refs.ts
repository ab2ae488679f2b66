import type { Catalogue } from "../catalogue/index.ts";
import type { Text } from "../kernel/index.ts";
import { languageOfTag, Reading, readTagRule, type TagRef } from "../rules/index.ts";

/** The part of a definition that rules of other tags use. */
export interface Nameable {
  readonly code: string;
  readonly name: Text;
  readonly kind: TagRef["kind"];
  readonly source: Readonly<Record<string, unknown>>;
}

/**
 * The tags as rules see them. Metrics are read first, because other rules compare their values. A faulty metric is reported where the tag
 * itself is read.
 */
export function refsOf(tags: Iterable<Nameable>, catalogue: Catalogue, timezone: string): Map<string, TagRef> {
  const refs = new Map<string, TagRef>();
  for (const { code, name, kind, source } of tags) {
    const read = () => readTagRule({ ...source, kind }, "", new Reading({ catalogue, tags: new Map(), timezone }));
    refs.set(code, { code, name, kind, ...languageOfTag(kind).referred(source, read) });
  }
  return refs;
}
