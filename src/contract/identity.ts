import { z } from "zod";
import { Cursor, CustomerRef, InstantText, Limit, page, Text } from "./common.ts";
import { operation } from "./define.ts";
import { PlaceholderPreview } from "./placeholders.ts";
import { Identity, ShownIdentity, ShownText } from "./shown.ts";

const Pair = z.object({ a: ShownIdentity, b: ShownIdentity });
const Reason = z.string().trim().min(1).max(500);
const MergeParams = z.object({ merge: z.coerce.number().int().positive() });
const Params = z.object({ customer: CustomerRef });

/** Where an identity came from. */
export const IdentityOrigin = ShownIdentity.extend({
  since: InstantText,
  /** The number of the import or request that brought it. */
  batch: z.number().int(),
  /** The file, if it was an import. */
  file: z.string().nullable(),
  /** Why it says nothing about who is who: it is shared by too many, or seen with too many. */
  aside: z.enum(["shared", "many"]).nullable(),
});
export type IdentityOrigin = z.output<typeof IdentityOrigin>;

export const Merge = z.object({
  id: z.number().int(),
  /** merge: `lost` became `kept`. split: `lost` was split off from `kept`. */
  kind: z.enum(["merge", "split"]),
  kept: z.number().int(),
  lost: z.number().int(),
  at: InstantText,
  /** evidence: seen together in messages. person: somebody's word. race: two processes had numbered one identity. */
  cause: z.enum(["evidence", "person", "race"]),
  actor: z.string(),
  reason: ShownText.nullable(),
  /** The identities that `lost` had then. */
  identities: z.array(ShownIdentity),
  /** The pairs that led to it, some of them. */
  evidence: z.array(Pair),
  undone: z.object({ at: InstantText, by: z.string() }).nullable(),
});
export type Merge = z.output<typeof Merge>;

/** One side of what is to be merged. */
export const MergeSide = z.object({
  customer: z.number().int(),
  name: ShownText.nullable(),
  identities: z.array(ShownIdentity),
  events: z.number().int(),
  attributes: z.number().int(),
  /** Tags given by hand, and overrides. */
  tags: z.number().int(),
  overrides: z.number().int(),
});
export const MergePreview = z.object({
  kept: MergeSide,
  lost: MergeSide,
  /** Strong identities of one platform on both sides: two different members, by what is known. */
  clashes: z.array(Pair),
});
export type MergePreview = z.output<typeof MergePreview>;

/** Whom a tag given by hand or an override goes to: the customer that stays, the one that is split off, or both. */
export const SplitTo = z.enum(["stay", "leave", "both"]);
export const SplitTag = z.object({
  /** The tag's code. */
  tag: z.string(),
  name: Text,
  /** static: the customer is in a static tag. override: it is held in or out of a tag, whatever its rule says. */
  kind: z.enum(["static", "override"]),
  direction: z.enum(["in", "out"]).nullable(),
  value: z.string().nullable(),
  /** Whom it goes to unless somebody chooses. */
  to: SplitTo,
});
export type SplitTag = z.output<typeof SplitTag>;
export const SplitPreview = z.object({
  customer: z.number().int(),
  /** The number that comes back, of a customer that was merged before; null: a new one. */
  becomes: z.number().int().nullable(),
  /** What leaves, and how many events and attribute values it brought. */
  identities: z.array(ShownIdentity),
  events: z.number().int(),
  attributes: z.number().int(),
  tags: z.array(SplitTag),
});
export type SplitPreview = z.output<typeof SplitPreview>;
export const UndoPreview = z.object({ kind: z.enum(["merge", "split"]), split: SplitPreview.nullable(), merge: MergePreview.nullable() });
export type UndoPreview = z.output<typeof UndoPreview>;
export const SplitChoices = z.array(z.object({ tag: z.string().min(1).max(200), to: SplitTo }).strict()).max(500);
export type SplitChoices = z.output<typeof SplitChoices>;

export const CustomersChanged = z.object({
  /** Where what was asked about is now. */
  customers: z.array(z.number().int()),
  merges: z.array(Merge),
});
export type CustomersChanged = z.output<typeof CustomersChanged>;

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

export const listCustomerIdentities = operation({
  id: "listCustomerIdentities",
  method: "GET",
  path: "/customers/:customer/identities",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "客户的身份：何时、从哪里来", en: "A customer's identities, with when and from where" },
  params: Params,
  response: z.object({ customer: z.number().int(), items: z.array(IdentityOrigin) }),
});
export const listMerges = operation({
  id: "listMerges",
  method: "GET",
  path: "/merges",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "客户的合并与拆分，新的在前", en: "Merges and splits of customers, newest first" },
  query: z.object({ customer: CustomerRef.optional(), cursor: Cursor, limit: Limit }),
  response: page(Merge),
});
export const previewMerge = operation({
  id: "previewMerge",
  method: "GET",
  path: "/customers/:customer/merge/:other",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "合并前：会移动什么", en: "What merging two customers would move" },
  params: Params.extend({ other: CustomerRef }),
  response: MergePreview,
});
export const mergeCustomers = operation({
  id: "mergeCustomers",
  method: "POST",
  path: "/customers/:customer/merge",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "合并两个客户，编号小的保留", en: "Merge two customers; the smaller number stays" },
  params: Params,
  body: z.object({ other: CustomerRef, reason: Reason }).strict(),
  response: CustomersChanged,
});
export const splitCustomer = operation({
  id: "splitCustomer",
  method: "POST",
  path: "/customers/:customer/split",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "把一些身份拆分为另一个客户", en: "Split identities off a customer" },
  params: Params,
  body: z
    .object({
      identities: z.array(Identity.strict()).min(1).max(500),
      reason: Reason,
      tags: SplitChoices.optional().meta({
        description: "Whom static tags and overrides go to, by the tag's code; the others go where the preview says",
      }),
    })
    .strict(),
  response: CustomersChanged,
});
export const previewSplit = operation({
  id: "previewSplit",
  method: "POST",
  path: "/customers/:customer/split/preview",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: {
    zh: "拆分前：带走什么，人工标签归谁",
    en: "What splitting identities off would take along, and whom tags given by hand go to",
  },
  params: Params,
  body: z.object({ identities: z.array(Identity.strict()).min(1).max(500) }).strict(),
  response: SplitPreview,
});
export const previewUndo = operation({
  id: "previewUndo",
  method: "GET",
  path: "/merges/:merge/undo",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "撤销合并或拆分之前：会怎样", en: "What undoing a merge or a split would do" },
  params: MergeParams,
  response: UndoPreview,
});
export const undoMerge = operation({
  id: "undoMerge",
  method: "POST",
  path: "/merges/:merge/undo",
  room: "review",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "撤销一次合并或拆分", en: "Undo a merge or a split" },
  params: MergeParams,
  body: z.object({ reason: Reason, tags: SplitChoices.optional() }).strict(),
  response: CustomersChanged,
});
export const listReviews = operation({
  id: "listReviews",
  method: "GET",
  path: "/reviews",
  room: "review",
  permission: "customer.read",
  status: 200,
  summary: { zh: "待人判断的身份：冲突与搁置", en: "Identities for a person to judge: clashes, and what is set aside" },
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
      reason: Reason.optional(),
    })
    .strict(),
  response: CustomersChanged,
});
