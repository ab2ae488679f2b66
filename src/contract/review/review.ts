import { z } from "zod";
import { Cursor, InstantText, Limit, page } from "../common.ts";
import { operation } from "../define.ts";
import { CustomersChanged, MergeReason } from "../shapes/merge.ts";
import { PlaceholderPreview } from "../shapes/placeholder.ts";
import { Identity, ShownIdentity, ShownText } from "../shown.ts";

export const ReviewKind = z.enum(["clash", "shared", "many"]);
export type ReviewKind = z.output<typeof ReviewKind>;

export const ReviewSide = z.object({
  identity: ShownIdentity,
  /** The customer who has the identity. */
  customer: z.number().int().nullable(),
  name: ShownText.nullable(),
});

export const ReviewItem = z.object({
  id: z.number().int(),
  kind: ReviewKind,
  /** clash: the two strong identities. shared, many: the identity itself. */
  subject: ReviewSide,
  object: ReviewSide.nullable(),
  /** shared, many: the platform that has too many identities seen with this one. */
  platform: z.string().nullable(),
  count: z.number().int(),
  /** Pairs that were seen together. For a clash: the links that matching did not use. */
  links: z.array(z.object({ a: ReviewSide, b: ReviewSide })),
  state: z.enum(["open", "kept"]),
  openedAt: InstantText,
  decided: z.object({ at: InstantText, by: z.string(), reason: ShownText.nullable() }).nullable(),
});
export type ReviewItem = z.output<typeof ReviewItem>;

export const listReviews = operation({
  id: "listReviews",
  method: "GET",
  path: "/reviews",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: {
    zh: "身份核对：待确认的冲突和暂未用于合并的身份",
    en: "Review: identities that clash or are set aside until a person decides",
  },
  query: z.object({ kind: ReviewKind.optional(), state: z.enum(["open", "kept"]).default("open"), cursor: Cursor, limit: Limit }),
  response: page(ReviewItem).extend({ counts: z.object({ clash: z.number().int(), shared: z.number().int(), many: z.number().int() }) }),
});

export const countReviews = operation({
  id: "countReviews",
  method: "GET",
  path: "/reviews/counts",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "待核对身份的数量", en: "How many identities wait for review" },
  response: z.object({ clash: z.number().int(), shared: z.number().int(), many: z.number().int() }),
});

export const previewReview = operation({
  id: "previewReview",
  method: "GET",
  path: "/reviews/:review/nobody",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "如果这个身份不代表任何人，会改变什么", en: "What would change if the identity became a placeholder" },
  params: z.object({ review: z.coerce.number().int().positive() }),
  query: z.object({ other: z.stringbool().optional() }),
  response: PlaceholderPreview,
});

export const decideReview = operation({
  id: "decideReview",
  method: "POST",
  path: "/reviews/:review",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "确认：是同一客户、不是同一客户，或是占位编号", en: "Decide: the same customer, different customers, or a placeholder" },
  params: z.object({ review: z.coerce.number().int().positive() }),
  body: z
    .object({
      verdict: z
        .enum(["join", "apart", "nobody"])
        .meta({ description: "nobody: the identity is a placeholder, and customers that it joined are split" }),
      other: z
        .boolean()
        .optional()
        .meta({ description: "For nobody in a clash. true: the second of the two identities is the placeholder" }),
      with: Identity.strict().optional().meta({
        description: "For an identity that is set aside: the identity that it belongs to. Absent: all identities that it was seen with",
      }),
      reason: MergeReason.optional(),
    })
    .strict(),
  response: CustomersChanged,
});
