import type { Catalogue } from "../../catalogue/index.ts";
import { cacheKind, type Ctx } from "../../engine/index.ts";
import { readsOf, type Reads } from "../../evaluation/index.ts";
import { nameOf, namesRead } from "../../membership/index.ts";
import { needsEverybody, planTags, type TagRule } from "../../rules/index.ts";
import { affectedBy, rulesOf, type TagSet } from "../../tags/index.ts";

/** What the tags read, under one state of the definitions. Each answer is computed once. */
export interface TagReads {
  /** Tags whose answers may change when the named thing changes, including tags that name such tags. */
  concernedBy(kind: string, name: string): ReadonlySet<string>;
  /** The facts that the interpreter needs for these tags. Equal sets of tags give the same object. */
  readsOf(tags: ReadonlySet<string>): Reads;
  /** Whether the interpreter may answer the tag for one customer alone. */
  isInterpretable(tag: string): boolean;
  /** The names of all changes that the tag reads, as in causes of moves. */
  namesRead(tag: string): ReadonlySet<string>;
}

/** The entry contains its rules, which every use compares. */
const READS = cacheKind<{ readonly rules: ReadonlyMap<string, TagRule>; readonly reads: TagReads }>("updates.tagReads", "version");

/** @param rules of the published tags and those they name; the same object while the definitions are the same */
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
      const cached = needs.get(key) ?? readsOf(rulesOf(set, tags), catalogue);
      // There are as many sets as combinations of changes, normally few. The limit keeps memory bounded.
      if (needs.size >= MAX_TAG_SETS) needs.clear();
      needs.set(key, cached);
      return cached;
    },
    isInterpretable: remembered((tag) => !needsEverybody(planTags(rulesOf(set, [tag])))),
    namesRead: names,
  };
}

const MAX_TAG_SETS = 1_000;

function remembered<T>(work: (name: string) => T): (name: string) => T {
  const cached = new Map<string, T>();
  return (name) => {
    if (!cached.has(name)) cached.set(name, work(name));
    return cached.get(name)!;
  };
}

function remembered2<T>(work: (kind: string, name: string) => T): (kind: string, name: string) => T {
  const all = remembered((both) => {
    const [kind, name] = JSON.parse(both) as [string, string];
    return work(kind, name);
  });
  return (kind, name) => all(JSON.stringify([kind, name]));
}
