import type { WebhookSubject } from "../../contract/index.ts";
import type { Ctx } from "../../engine/index.ts";
import type { Rule } from "../../rules/index.ts";
import { loadTags } from "../../tags/index.ts";
import type { DeliveryRow, WebhookRow } from "./rows.ts";

/** What the webhook watched when a delivery was planned. Stored with the delivery, so that a later edit does not change its message. */
export type Subject = DeliveryRow["subject"];
export type TagsSubject = Extract<Subject, { kind: "tag" }>;
export type SegmentSubject = Extract<Subject, { kind: "segment" }>;

/** What the webhook watches now; null when its segment was deleted. */
export async function subjectOf(ctx: Ctx, { tags, segment }: Pick<WebhookRow, "tags" | "segment">): Promise<Subject | null> {
  if (segment === null) return { kind: "tag", tags };
  const found = (await loadTags({ ctx })).segments.get(segment);
  return found ? { kind: "segment", id: found.id, name: found.name, where: found.of } : null;
}

export function subjectKindOf({ segment }: Pick<WebhookRow, "segment">): WebhookSubject {
  return segment === null ? "tag" : "segment";
}

export function combinationOf({ where }: SegmentSubject): Rule {
  return where as Rule;
}
