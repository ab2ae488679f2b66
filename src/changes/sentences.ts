import type { Catalogue } from "../catalogue/index.ts";
import type { Text } from "../kernel/index.ts";
import { readTagRule, Reading, tagSentence } from "../rules/index.ts";
import { refsOf, type VisibleTags } from "../tags/index.ts";
import { nameOf, shownTag, type Entry } from "./entries.ts";

/**
 * Says the rule of a definition in a sentence; null where it cannot be read any more. Tags that the request makes may be named; a condition
 * with a hidden tag is said as hidden.
 */
export function sentences(
  entries: readonly Entry[],
  visible: VisibleTags,
  catalogue: Catalogue,
  timezone: string,
): (document: Entry["after"]) => Text | null {
  const own = entries.flatMap((entry) =>
    entry.after === null ? [] : [{ code: entry.code, name: nameOf(entry.after), kind: shownTag(entry).kind, source: entry.after }],
  );
  const asked = refsOf(own, catalogue, timezone);
  const words = { catalogue, tags: new Map([...visible.refs, ...asked]), timezone };
  const scope = { catalogue, tags: new Map([...visible.all.refs, ...asked]), segments: visible.all.segments, timezone };
  return (document) => {
    if (document === null) return null;
    const reading = new Reading(scope);
    const rule = readTagRule(document, "", reading);
    return rule && reading.issues.length === 0 ? tagSentence(rule, words) : null;
  };
}
