import { webhookTypesOf, type WebhookTypeName } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import { problem, tagKind } from "../../kernel/index.ts";
import { findTag, loadTags } from "../../tags/index.ts";

export interface Scope {
  readonly types?: readonly WebhookTypeName[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly segment?: string | undefined;
}

/** A scope with the numbers of tags and the id of a segment. */
export interface ReadScope {
  readonly types: WebhookTypeName[];
  readonly tags: number[];
  readonly segment: string | null;
}

/**
 * Resolves the types, and the tags or the segment, of a request. Without types: all types that fit.
 * @throws WEBHOOK_SCOPE, WEBHOOK_TYPE_SUBJECT, WEBHOOK_NO_TIERS, WEBHOOK_METRIC, TAG_NOT_FOUND, SEGMENT_NOT_FOUND
 */
export async function readScope(ctx: Ctx, { types, tags = [], segment }: Scope): Promise<ReadScope> {
  if (tags.length > 0 === (segment !== undefined)) throw problem("WEBHOOK_SCOPE", {});
  const fitting = webhookTypesOf(segment === undefined ? "tag" : "segment");
  const other = types?.find((type) => !fitting.includes(type));
  if (other) throw problem("WEBHOOK_TYPE_SUBJECT", { type: other, fitting });
  const chosen = types ? fitting.filter((type) => types.includes(type)) : fitting;
  const set = await loadTags({ ctx });
  if (segment === undefined) {
    const found = tags.map((name) => findTag(set, name));
    const metric = found.find(({ kind }) => !tagKind(kind).hasMembers);
    // A metric is a number: no customer enters or leaves it.
    if (metric) throw problem("WEBHOOK_METRIC", { tag: metric.name.zh });
    if (chosen.every((type) => type === "customer.tag.changed") && !found.some(({ kind }) => tagKind(kind).hasTiers))
      throw problem("WEBHOOK_NO_TIERS", {});
    return { types: chosen, tags: [...new Set(found.map(({ id }) => id))], segment: null };
  }
  const found = [...set.segments.values()].find(({ id, name }) => id === segment || name === segment);
  if (!found) throw problem("SEGMENT_NOT_FOUND", { segment });
  return { types: chosen, tags: [], segment: found.id };
}
