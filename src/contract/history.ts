import { z } from "zod";
import { Cursor, CustomerRef, InstantText, Limit, Text, page } from "./common.ts";
import { operation } from "./define.ts";
import { ShownText } from "./shown.ts";
import { TagColor, TagKind, TagParams, TagState } from "./tags.ts";

/** One evaluation's entry in the ledger: when, as of when, why, by whom. */
const Entry = z.object({
  evaluation: z.number().int(),
  /** The instant the evaluation answered about. */
  at: InstantText,
  /** When it was written. */
  recorded: InstantText,
  /** event, import, clock, rule, override, merge, person, api, undo, erase: see Causes in the guide of rules. Of several in one evaluation that of the most customers. */
  cause: z.string(),
  /** The version of the tag's definition. */
  version: z.number().int(),
  actor: z.string(),
});

/** One customer's move into, out of, or within one tag. */
export const CustomerMove = Entry.extend({
  tag: z.object({ code: z.string(), name: Text, kind: TagKind, color: TagColor, state: TagState }),
  move: z.enum(["entered", "left", "changed"]),
  /** Tiers of a tiered tag; null otherwise. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** What was said with it, of a static tag or an override, and until when it was to hold. */
  reason: ShownText.nullable(),
  until: InstantText.nullable(),
});
export type CustomerMove = z.output<typeof CustomerMove>;

/** What one evaluation changed of a tag. Of a tiered tag a move from tier to tier is in `changed` and in the counts of both tiers. */
export const TagMoves = Entry.extend({
  /** Customers who had it not before, and who have it not after. */
  entered: z.number().int(),
  left: z.number().int(),
  changed: z.number().int(),
  /** Every cause and how many customers moved by it, the most first. */
  causes: z.array(z.object({ cause: z.string(), customers: z.number().int() })),
  /** Members after it. */
  members: z.number().int(),
  values: z.array(z.object({ value: z.string(), entered: z.number().int(), left: z.number().int() })),
});
export type TagMoves = z.output<typeof TagMoves>;

export const MovedCustomer = z.object({
  customer: z.number().int(),
  name: ShownText.nullable(),
  /** The tier entered or left; null for other kinds. */
  value: z.string().nullable(),
});
export type MovedCustomer = z.output<typeof MovedCustomer>;

export const customerHistory = operation({
  id: "customerHistory",
  method: "GET",
  path: "/customers/:customer/history",
  room: "membership",
  permission: "customer.read",
  status: 200,
  summary: { zh: "客户进入和离开标签的历史，新的在前", en: "When a customer entered and left tags, newest first" },
  params: z.object({ customer: CustomerRef }),
  query: z.object({
    tag: z.string().max(200).optional().meta({ description: "Only this tag, by code or name" }),
    cursor: Cursor,
    limit: Limit,
  }),
  response: page(CustomerMove),
});
export const tagHistory = operation({
  id: "tagHistory",
  method: "GET",
  path: "/tags/:tag/history",
  room: "membership",
  permission: "tag.read",
  status: 200,
  summary: { zh: "标签每次变化的进入和离开人数，新的在前", en: "How many entered and left a tag in each evaluation, newest first" },
  params: TagParams,
  query: z.object({ cursor: Cursor, limit: Limit }),
  response: page(TagMoves),
});
export const tagMoves = operation({
  id: "tagMoves",
  method: "GET",
  path: "/tags/:tag/history/:evaluation",
  room: "membership",
  permission: "customer.read",
  status: 200,
  summary: { zh: "某次变化中进入或离开的客户", en: "The customers who entered or left a tag in one evaluation" },
  params: TagParams.extend({ evaluation: z.coerce.number().int().positive() }),
  query: z.object({ moved: z.enum(["entered", "left"]).default("entered"), cursor: Cursor, limit: Limit }),
  response: page(MovedCustomer),
});
