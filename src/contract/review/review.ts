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
  /** The customer it points at, and its name. */
  customer: z.number().int().nullable(),
  name: ShownText.nullable(),
});

export const ReviewItem = z.object({
  id: z.number().int(),
  kind: ReviewKind,
  /** clash: the two strong identities. shared, many: the identity itself. */
  subject: ReviewSide,
  object: ReviewSide.nullable(),
  /** shared, many: the platform of which it was seen with too many. */
  platform: z.string().nullable(),
  count: z.number().int(),
  /** What was seen together: of a clash the links that were not followed. */
  evidence: z.array(z.object({ a: ReviewSide, b: ReviewSide })),
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
  summary: { zh: "待人判断的身份：冲突与搁置", en: "MessageIdentities for a person to judge: clashes, and what is set aside" },
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
  summary: { zh: "待人判断的有几项", en: "How many wait for a person to judge" },
  response: z.object({ clash: z.number().int(), shared: z.number().int(), many: z.number().int() }),
});

export const previewReview = operation({
  id: "previewReview",
  method: "GET",
  path: "/reviews/:review/nobody",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "如果这个身份不代表任何人，会改变什么", en: "What would change if the identity named nobody" },
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
  summary: { zh: "判断：是同一客户，或不是，或不代表任何人", en: "Decide: one customer, or not, or nobody at all" },
  params: z.object({ review: z.coerce.number().int().positive() }),
  body: z
    .object({
      verdict: z.enum(["join", "apart", "nobody"]).meta({ description: "nobody: it is a placeholder; what it joined comes apart" }),
      other: z.boolean().optional().meta({ description: "Of a clash, with nobody: the second of the two" }),
      with: Identity.strict()
        .optional()
        .meta({ description: "Of an identity set aside: the one it belongs to; without, all it was seen with" }),
      reason: MergeReason.optional(),
    })
    .strict(),
  response: CustomersChanged,
});
