import type { Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";
import { findTag, loadTags } from "../../tags/index.ts";

export interface Scope {
  readonly tags?: readonly string[] | undefined;
  readonly segment?: string | undefined;
}

/** The tags, or the segment, that a person named. @throws WEBHOOK_SCOPE, TAG_NOT_FOUND, SEGMENT_NOT_FOUND */
export async function readScope(ctx: Ctx, { tags = [], segment }: Scope): Promise<{ tags: number[]; segment: string | null }> {
  if (tags.length > 0 === (segment !== undefined)) throw problem("WEBHOOK_SCOPE", {});
  const set = await loadTags({ ctx });
  if (segment === undefined) {
    const found = tags.map((name) => findTag(set, name));
    const metric = found.find(({ kind }) => kind === "metric");
    // Nobody enters or leaves a number.
    if (metric) throw problem("WEBHOOK_METRIC", { tag: metric.name.zh });
    return { tags: [...new Set(found.map(({ id }) => id))], segment: null };
  }
  const found = [...set.segments.values()].find(({ id, name }) => id === segment || name === segment);
  if (!found) throw problem("SEGMENT_NOT_FOUND", { segment });
  return { tags: [], segment: found.id };
}
