import { createHash } from "node:crypto";
import { sql as recordsSql } from "kysely";
import type { Catalogue } from "../../../catalogue/index.ts";
import { cacheKind, versionOf, type Ctx } from "../../../engine/index.ts";
import { dependenciesOf } from "../../../rules/index.ts";
import { canonical, type TagSet } from "../../../tags/index.ts";

/** An SQL expression of the records: a digest of everything that rules are read from. A rename makes no version, but rules may use names. */
export function definitionsSql() {
  const digest = (table: string, columns: readonly string[], where = "true") =>
    recordsSql`(select md5(coalesce(string_agg(concat_ws('|', ${recordsSql.join(columns.map((name) => recordsSql.ref(name)))}), ',' order by ${recordsSql.ref(columns[0]!)}, ${recordsSql.ref(columns[1]!)}), '')) from ${recordsSql.table(table)} where ${recordsSql.raw(where)})`;
  return recordsSql`concat_ws('/', ${recordsSql.join([
    digest("tags", ["id", "version", "state", "name"], "state <> 'retired'"),
    digest("segments", ["id", "name", "combination"]),
    digest("attributes", ["code", "type", "name"]),
    digest("event_types", ["code", "name"]),
    digest("properties", ["event", "code", "type", "field", "name"]),
  ])})`;
}

/** Compared with the versions of the tags, with their segments, and of the catalogue. */
const DIGEST = cacheKind<{ readonly tags: number; readonly catalogue: number; readonly digest: string }>(
  "updates.definitionsDigest",
  "version",
);

/** The digest now. What was read under a digest stays valid while the digest is the same. */
export async function definitionsDigest(ctx: Pick<Ctx, "records" | "workspace" | "caches">): Promise<string> {
  const [tags, catalogue] = await Promise.all([versionOf(ctx, "tags"), versionOf(ctx, "catalogue")]);
  const known = ctx.caches.get(DIGEST);
  if (known?.tags === tags && known.catalogue === catalogue) return known.digest;
  const digest = await readDigest(ctx);
  ctx.caches.set(DIGEST, { tags, catalogue, digest });
  return digest;
}

async function readDigest(ctx: Pick<Ctx, "records" | "workspace">): Promise<string> {
  const { rows } = await recordsSql<{ definitions: string }>`select ${definitionsSql()} as definitions`.execute(ctx.records);
  return `${rows[0]!.definitions} ${ctx.workspace.timezone}`;
}

/** A short digest of what decides each tag, by code: its rule, and the catalogue entries of everything that it names. */
export function tagDigests(set: Pick<TagSet, "tags">, catalogue: Catalogue, timezone: string): Record<string, string> {
  return Object.fromEntries(
    [...set.tags.values()].map(({ code, id, state, rule }) => {
      const text = canonical(rule);
      const columns = (event: string) =>
        [...(catalogue.events.get(event)?.properties.values() ?? [])]
          .filter((property) => text.includes(JSON.stringify(property.code)))
          .map((property) => [property.code, property.type, property.field])
          .toSorted();
      const named = (rule ? dependenciesOf(rule) : []).map((dependency) => {
        switch (dependency.kind) {
          case "attribute":
            return [dependency.attribute, catalogue.attributes.get(dependency.attribute)?.type];
          case "tag":
            return [dependency.tag, set.tags.get(dependency.tag)?.id];
          case "event":
            return [dependency.event, columns(dependency.event)];
        }
      });
      return [
        code,
        createHash("sha256")
          .update(canonical([id, state, text, named, timezone]))
          .digest("base64")
          .slice(0, 16),
      ];
    }),
  );
}
