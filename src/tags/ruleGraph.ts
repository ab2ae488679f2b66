import { dependenciesOf, type TagRule } from "../rules/index.ts";
import type { TagSet } from "./definition.ts";

/** The rules of these tags and of all tags that they name, directly or indirectly. Invalid tags are left out. */
export function rulesOf(set: TagSet, codes: Iterable<string>): Map<string, TagRule> {
  return rulesFrom({ get: (code) => set.tags.get(code)?.rule ?? undefined }, codes);
}

/** The same, from rules by code. */
export function rulesFrom(byCode: { get(code: string): TagRule | undefined }, codes: Iterable<string>): Map<string, TagRule> {
  const rules = new Map<string, TagRule>();
  const add = (code: string): void => {
    const rule = byCode.get(code);
    if (!rule || rules.has(code)) return;
    rules.set(code, rule);
    for (const dependency of dependenciesOf(rule)) if (dependency.kind === "tag") add(dependency.tag);
  };
  for (const code of codes) add(code);
  return rules;
}

/** The tags that name any of these, directly or indirectly, and these tags themselves. */
export function affectedBy(rules: ReadonlyMap<string, TagRule>, changed: ReadonlySet<string>): Set<string> {
  const affected = new Set(changed);
  for (let grew = true; grew;) {
    grew = false;
    for (const [code, rule] of rules) {
      if (affected.has(code)) continue;
      if (dependenciesOf(rule).some((dependency) => dependency.kind === "tag" && affected.has(dependency.tag))) {
        affected.add(code);
        grew = true;
      }
    }
  }
  return affected;
}

export function publishedOf(set: Pick<TagSet, "tags">): string[] {
  return [...set.tags.values()].filter((tag) => tag.state === "published").map((tag) => tag.code);
}
