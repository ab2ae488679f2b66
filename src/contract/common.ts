import { z } from "zod";
import { USE_KINDS } from "../kernel/index.ts";

export const Text = z.object({ zh: z.string(), en: z.string() });

/** Something that uses a thing, so that the thing cannot be deleted. For a tag `id` is its code. */
export const Use = z.object({ kind: z.enum(USE_KINDS), id: z.string(), name: Text });

/** ISO 8601 with offset or Z. */
export const InstantText = z.string().meta({ description: "ISO 8601 instant, e.g. 2011-12-09T12:50:00Z" });

export const None = z.object({}).strict();
export const Nothing = z.null().or(z.undefined());

export const Cursor = z.string().max(500).optional().meta({ description: "The `next` of the previous page" });
export const Limit = z.coerce.number().int().min(1).max(500).default(50);
export const AsOf = z.string().max(40).optional().meta({
  description: "Answer as of this instant: later data is ignored. A time without an offset is in the workspace's time zone.",
});

export const MembersAt = z.string().max(40).optional().meta({
  description: "Use the members stored at this instant, from the membership history, instead of the current ones.",
});

export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int().nullable() });
}

/** A reference to a customer: the number (`123`) or an identity (`crm:12346`, `taobao:小红`). */
export const CustomerRef = z.string().min(1).max(600);

export const IssueShape = z.object({
  code: z.string(),
  path: z.string(),
  zh: z.string(),
  en: z.string(),
  suggestion: z.string().optional(),
});

/** RFC 9457 problem details, with the texts in both languages. */
export const ProblemDetails = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().optional(),
    code: z.string(),
    zh: z.string(),
    en: z.string(),
    params: z.record(z.string(), z.unknown()).optional(),
    issues: z.array(IssueShape).optional(),
    requestId: z.string(),
  })
  .meta({ id: "ProblemDetails" });
export type ProblemDetails = z.output<typeof ProblemDetails>;
