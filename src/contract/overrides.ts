import { z } from "zod";
import { Cursor, CustomerRef, InstantText, Limit, Text, page } from "./common.ts";
import { operation } from "./define.ts";
import { ShownText } from "./shown.ts";
import { TagColor, TagKind, TagParams } from "./tags.ts";

export const OverrideDirection = z.enum(["in", "out"]);
export type OverrideDirection = z.output<typeof OverrideDirection>;

/** A membership that a person set, whatever the rule says. */
export const OverrideShape = z.object({
  direction: OverrideDirection,
  /** The tier; null for a rule tag, and for an override out of every tier. */
  value: z.string().nullable(),
  reason: ShownText,
  actor: z.string(),
  at: InstantText,
  expires: InstantText.nullable(),
});
export type OverrideShape = z.output<typeof OverrideShape>;

/** What was said when a static tag was put on, or taken off. */
export const AssignmentShape = z.object({
  reason: ShownText.nullable(),
  actor: z.string(),
  at: InstantText,
  /** From then on the customer has it no more; null: it stays. */
  until: InstantText.nullable(),
});
export type AssignmentShape = z.output<typeof AssignmentShape>;

export const OverriddenCustomer = OverrideShape.extend({ customer: z.number().int(), name: ShownText.nullable() });
export type OverriddenCustomer = z.output<typeof OverriddenCustomer>;

/** An override among those of one customer. */
export const OverrideOfCustomer = OverrideShape.extend({ tag: z.object({ code: z.string(), name: Text, kind: TagKind, color: TagColor }) });
export type OverrideOfCustomer = z.output<typeof OverrideOfCustomer>;

/** What an override, or its end, did at once, other tags that name this one included. */
export const OverrideResult = z.object({
  customer: z.number().int(),
  tag: z.string(),
  /** Whether the customer has the tag now, and its tier. */
  member: z.boolean(),
  value: z.string().nullable(),
  entered: z.number().int(),
  left: z.number().int(),
});
export type OverrideResult = z.output<typeof OverrideResult>;

export const setOverride = operation({
  id: "setOverride",
  method: "POST",
  path: "/tags/:tag/overrides",
  room: "membership",
  permission: "tag.assign",
  status: 200,
  summary: { zh: "手动指定客户始终有或始终没有某个规则标签、分层标签", en: "Set that a customer always or never has a rule or tiered tag" },
  params: TagParams,
  body: z
    .object({
      customer: CustomerRef,
      direction: OverrideDirection,
      value: z.string().min(1).max(1_000).optional().meta({ description: "The tier; into a tiered tag it must be given" }),
      reason: z.string().trim().min(1).max(500),
      until: z.string().max(40).optional().meta({ description: "When it ends: an instant, or a date, that day included. Without: never" }),
    })
    .strict(),
  response: OverrideResult,
});
export const removeOverride = operation({
  id: "removeOverride",
  method: "DELETE",
  path: "/tags/:tag/overrides/:customer",
  room: "membership",
  permission: "tag.assign",
  status: 200,
  summary: { zh: "取消手动指定，恢复按规则", en: "Remove an override; the rule decides again" },
  params: TagParams.extend({ customer: CustomerRef }),
  response: OverrideResult,
});
export const listOverrides = operation({
  id: "listOverrides",
  method: "GET",
  path: "/tags/:tag/overrides",
  room: "membership",
  permission: "customer.read",
  status: 200,
  summary: { zh: "标签上生效的手动指定，新的在前", en: "The overrides in force on a tag, newest first" },
  params: TagParams,
  query: z.object({ cursor: Cursor, limit: Limit }),
  response: page(OverriddenCustomer),
});
