import type { Ctx, Records, RecordsTx } from "../engine/index.ts";
import type { Use } from "../kernel/index.ts";
import { dependenciesOf, isObject, tagsCalled, type TagRule } from "../rules/index.ts";
import type { TagRecord, TagSet } from "./definition.ts";
import { segmentsOf } from "./segments.ts";

/** Uses of tags and segments. Whatever deletes one checks here. A new place that can name tags or segments must be added to `namersOf`. */
export interface Uses {
  ofTag(code: string): readonly Use[];
  /** By the segment's id. */
  ofSegment(id: string): readonly Use[];
}

interface Namer {
  readonly use: Use;
  readonly tags: ReadonlySet<string>;
  readonly segments: ReadonlySet<string>;
}

/** Everything that names a tag or a segment: rules, saved segments, webhooks. */
export async function readUses({ ctx, set }: { ctx: { records: Records | RecordsTx }; set: TagSet }): Promise<Uses> {
  const namers = await namersOf(ctx.records, set);
  return {
    ofTag: (code) => namers.flatMap(({ use, tags }) => (tags.has(code) && !(use.kind === "tag" && use.id === code) ? [use] : [])),
    ofSegment: (id) => namers.flatMap(({ use, segments }) => (segments.has(id) ? [use] : [])),
  };
}

async function namersOf(records: Ctx["records"] | RecordsTx, set: TagSet): Promise<Namer[]> {
  const codes = new Map([...set.tags.values()].map(({ id, code }) => [id, code]));
  const webhooks = await records.selectFrom("webhooks").select(["id", "name", "tags", "segment"]).orderBy("name").execute();
  return [
    ...[...set.tags.values()].map((tag) => ({ use: { kind: "tag" as const, id: tag.code, name: tag.name }, ...namedByTag(tag, set) })),
    ...[...set.segments.values()].map(({ id, name, of }) => ({
      use: { kind: "segment" as const, id, name: { zh: name, en: name } },
      tags: tagsNamed({ kind: "rule", rule: of }),
      segments: new Set<string>(),
    })),
    ...webhooks.map(({ id, name, tags, segment }) => ({
      use: { kind: "webhook" as const, id, name: { zh: name, en: name } },
      tags: new Set(tags.flatMap((number) => codes.get(number) ?? [])),
      segments: new Set(segment === null ? [] : [segment]),
    })),
  ];
}

function namedByTag({ rule, source }: TagRecord, set: TagSet): Pick<Namer, "tags" | "segments"> {
  if (rule) return { tags: tagsNamed(rule), segments: new Set(segmentsOf(rule)) };
  // A rule that is invalid at the moment still counts as a use. Otherwise the missing part could never be restored.
  const tags = new Set(
    textsUnder(source, "tag")
      .concat(textsUnder(source, "metric"))
      .flatMap((name) => codesOf(name, set)),
  );
  const named = new Set(textsUnder(source, "segment"));
  return {
    tags,
    segments: new Set([...set.segments.values()].filter(({ id, name }) => named.has(id) || named.has(name)).map(({ id }) => id)),
  };
}

function tagsNamed(rule: TagRule): ReadonlySet<string> {
  return new Set(dependenciesOf(rule).flatMap((dependency) => (dependency.kind === "tag" ? [dependency.tag] : [])));
}

function codesOf(name: string, { tags }: TagSet): string[] {
  return tagsCalled(tags.values(), name).map(({ code }) => code);
}

/** All texts below a key, at any depth. */
export function textsUnder(value: unknown, key: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsUnder(item, key));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => (name === key && typeof item === "string" ? [item] : textsUnder(item, key)));
}
