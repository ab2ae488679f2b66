import { z } from "zod";
import { Cursor, CustomerRef, InstantText, Limit, Text, page } from "./common.ts";
import { operation } from "./define.ts";
import { ShownText } from "./shown.ts";
import { TagColor, TagKind, TagParams } from "./tags.ts";

export const PinDirection = z.enum(["in", "out"]);
export type PinDirection = z.output<typeof PinDirection>;

/** A membership that a person holds against what the rule says. */
export const PinShape = z.object({
  direction: PinDirection,
  /** The tier; null for a rule tag, and for a pin out of every tier. */
  value: z.string().nullable(),
  reason: ShownText,
  actor: z.string(),
  at: InstantText,
  expires: InstantText.nullable(),
});
export type PinShape = z.output<typeof PinShape>;

/** What was said when a static tag was put on, or taken off. */
export const GivenShape = z.object({
  reason: ShownText.nullable(),
  actor: z.string(),
  at: InstantText,
  /** From then on the customer has it no more; null: it stays. */
  until: InstantText.nullable(),
});
export type GivenShape = z.output<typeof GivenShape>;

export const PinnedCustomer = PinShape.extend({ customer: z.number().int(), name: ShownText.nullable() });
export type PinnedCustomer = z.output<typeof PinnedCustomer>;

/** A pin among those of one customer. */
export const PinOfCustomer = PinShape.extend({ tag: z.object({ code: z.string(), name: Text, kind: TagKind, color: TagColor }) });
export type PinOfCustomer = z.output<typeof PinOfCustomer>;

/** What a pin, or its end, did at once, other tags that name this one included. */
export const PinResult = z.object({
  customer: z.number().int(),
  tag: z.string(),
  /** Whether the customer has the tag now, and its tier. */
  member: z.boolean(),
  value: z.string().nullable(),
  entered: z.number().int(),
  left: z.number().int(),
});
export type PinResult = z.output<typeof PinResult>;

export const pinTag = operation({
  id: "pinTag",
  method: "POST",
  path: "/tags/:tag/pins",
  room: "membership",
  permission: "tag.assign",
  status: 200,
  summary: { zh: "人工覆盖：把客户固定在标签内或标签外", en: "Pin a customer in or out of a rule or tiered tag" },
  params: TagParams,
  body: z
    .object({
      customer: CustomerRef,
      direction: PinDirection,
      value: z.string().min(1).max(1_000).optional().meta({ description: "The tier; into a tiered tag it must be given" }),
      reason: z.string().trim().min(1).max(500),
      until: z.string().max(40).optional().meta({ description: "When it ends: an instant, or a date, that day included. Without: never" }),
    })
    .strict(),
  response: PinResult,
});
export const unpinTag = operation({
  id: "unpinTag",
  method: "DELETE",
  path: "/tags/:tag/pins/:customer",
  room: "membership",
  permission: "tag.assign",
  status: 200,
  summary: { zh: "取消人工覆盖，恢复按规则", en: "Take a pin away; the rule decides again" },
  params: TagParams.extend({ customer: CustomerRef }),
  response: PinResult,
});
export const listPins = operation({
  id: "listPins",
  method: "GET",
  path: "/tags/:tag/pins",
  room: "membership",
  permission: "customer.read",
  status: 200,
  summary: { zh: "标签上生效的人工覆盖，新的在前", en: "The pins that hold on a tag, newest first" },
  params: TagParams,
  query: z.object({ cursor: Cursor, limit: Limit }),
  response: page(PinnedCustomer),
});
