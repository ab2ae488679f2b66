import type { Catalogue } from "../../catalogue/index.ts";
import { cacheKind, type Ctx } from "../../engine/index.ts";
import { readsOf, type Reads } from "../../evaluation/index.ts";
import { nameOf, namesRead } from "../../membership/index.ts";
import { needsEverybody, planTags, type TagRule } from "../../rules/index.ts";
import { affectedBy, rulesOf, type TagSet } from "../../tags/index.ts";

/** What the tags under one state of the definitions read, worked out once for each thing that changes. */
export interface TagReads {
  /** Tags whose answers may change with what is named, those that name such tags included. */
  concernedBy(kind: string, name: string): ReadonlySet<string>;
  /** What is to be known of a customer to answer these tags. Equal tags give the same object. */
  readsOf(tags: ReadonlySet<string>): Reads;
  /** Whether the interpreter may answer the tag for one customer alone. */
  isInterpretable(tag: string): boolean;
  /** What a tag reads, as the causes of moves name it. */
  namesRead(tag: string): ReadonlySet<string>;
}

/** Carries the rules it was made of, which every use compares. */
const READS = cacheKind<{ readonly rules: ReadonlyMap<string, TagRule>; readonly reads: TagReads }>("updates.tagReads", "version");

/** @param rules of the published tags and those they name; the same object as long as the definitions are the same */
export function tagReads(ctx: Pick<Ctx, "caches">, set: TagSet, rules: ReadonlyMap<string, TagRule>, catalogue: Catalogue): TagReads {
  const cached = ctx.caches.get(READS);
  if (cached?.rules === rules) return cached.reads;
  const reads = readTags(set, rules, catalogue);
  ctx.caches.set(READS, { rules, reads });
  return reads;
}

function readTags(set: TagSet, rules: ReadonlyMap<string, TagRule>, catalogue: Catalogue): TagReads {
  const everything = new Set(rules.keys());
  const names = remembered((tag: string) => namesRead(tag, rules));
  const needs = new Map<string, Reads>();
  return {
    concernedBy: remembered2((kind, name) => {
      if (kind === "customer") return everything;
      if (kind === "tag") return affectedBy(rules, new Set([name]));
      return new Set([...rules.keys()].filter((tag) => names(tag).has(nameOf(kind, name))));
    }),
    readsOf(tags) {
      const key = [...tags].toSorted().join("\n");
      const known = needs.get(key) ?? readsOf(rulesOf(set, tags), catalogue);
      // Sets of tags are as many as the combinations of what changes together, which are few; a bound all the same.
      if (needs.size >= MAX_TAG_SETS) needs.clear();
      needs.set(key, known);
      return known;
    },
    isInterpretable: remembered((tag) => !needsEverybody(planTags(rulesOf(set, [tag])))),
    namesRead: names,
  };
}

const MAX_TAG_SETS = 1_000;

function remembered<T>(work: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    if (!known.has(name)) known.set(name, work(name));
    return known.get(name)!;
  };
}

function remembered2<T>(work: (kind: string, name: string) => T): (kind: string, name: string) => T {
  const all = remembered((both) => {
    const [kind, name] = JSON.parse(both) as [string, string];
    return work(kind, name);
  });
  return (kind, name) => all(JSON.stringify([kind, name]));
}
