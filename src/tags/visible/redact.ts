import { foldedName, HIDDEN_CONDITION, isObject, readsTags, type SegmentRef } from "../../rules/index.ts";
import type { TagRecord, TagSet } from "../definition.ts";

/** In a definition, the place of a condition that one may not see. */
export const HIDDEN_KEY = "hidden";

/** Hides in a definition what names hidden tags, or segments that are not in `segments`. The same value if nothing in it is hidden. */
export function definitionRedactor(
  set: TagSet,
  hidden: ReadonlySet<string>,
  segments: ReadonlyMap<string, SegmentRef>,
): <T>(definition: T) => T {
  // As tagsCalled, in one look: a code stands before names.
  const folds = new Set(namesOf(set, hidden).map(foldedName));
  const lost = [...set.segments.values()].filter(({ id }) => !segments.has(id));
  const isHidden = (key: string, called: string) =>
    key === "segment"
      ? lost.some(({ id, name }) => id === called || name === called)
      : hidden.has(called) || (!set.tags.has(called) && folds.has(foldedName(called)));
  return <T>(definition: T) => redactSource(definition, isHidden) as T;
}

function namesOf(set: TagSet, hidden: ReadonlySet<string>): string[] {
  return [...hidden].flatMap((code) => {
    const { name } = set.tags.get(code)!;
    return [code, name.zh, name.en];
  });
}

/** Hides in a tag what names hidden tags, or segments that are not in `segments`: conditions, reasons, failures. */
export function redactor(
  set: TagSet,
  hidden: ReadonlySet<string>,
  segments: ReadonlyMap<string, SegmentRef>,
): (tag: TagRecord) => TagRecord {
  if (hidden.size === 0) return (tag) => tag;
  const names = namesOf(set, hidden);
  const redactDefinition = definitionRedactor(set, hidden, segments);
  const says = (...texts: readonly string[]) => texts.some((text) => names.some((name) => text.includes(name)));
  return (tag) => {
    // Most tags read nothing hidden: a valid rule says so without a walk through its text.
    if (tag.rule !== null && tag.failure === null && !readsTags(tag.rule, hidden)) return tag;
    const source = redactDefinition(tag.source);
    const issues = tag.issues.map((issue) =>
      says(issue.zh, issue.en) ? { code: issue.code, path: issue.path, ...HIDDEN_CONDITION } : issue,
    );
    const failure = tag.failure && says(tag.failure.zh, tag.failure.en) ? { ...tag.failure, ...HIDDEN_CONDITION } : tag.failure;
    const readsHidden = source !== tag.source || (tag.rule !== null && readsTags(tag.rule, hidden));
    return readsHidden || failure !== tag.failure || issues.some((issue, index) => issue !== tag.issues[index])
      ? { ...tag, source, issues, failure, readsHidden }
      : tag;
  };
}

/** The same value if nothing in it is hidden. */
function redactSource(value: unknown, isHidden: (key: string, called: string) => boolean): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => redactSource(item, isHidden));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (!isObject(value)) return value;
  for (const key of ["tag", "metric", "segment"]) {
    const called = value[key];
    if (typeof called === "string" && isHidden(key, called)) return { [HIDDEN_KEY]: true };
  }
  const entries = Object.entries(value).map(([key, item]) => [key, redactSource(item, isHidden)] as const);
  return entries.some(([key, item]) => item !== value[key]) ? Object.fromEntries(entries) : value;
}
