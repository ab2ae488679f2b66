import { z } from "zod";
import { CustomerRef } from "../common.ts";
import { operation } from "../define.ts";
import { OverrideDirection } from "../shapes/override.ts";
import { TagParams } from "../shapes/tag.ts";

/** The immediate effect of an override or of its end, on this tag and on tags whose rules use it. */
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
  room: "assignments",
  permission: "tag.assign",
  tagAction: "assign",
  status: 200,
  summary: { zh: "手动指定客户始终有或始终没有某个规则标签、分层标签", en: "Set that a customer always or never has a rule or tiered tag" },
  params: TagParams,
  body: z
    .object({
      customer: CustomerRef,
      direction: OverrideDirection,
      value: z.string().min(1).max(1_000).optional().meta({ description: "The tier. Required for direction `in` of a tiered tag" }),
      reason: z.string().trim().min(1).max(500),
      until: z
        .string()
        .max(40)
        .optional()
        .meta({ description: "When it ends: an instant, or a date (until the end of that day). Absent: no end" }),
    })
    .strict(),
  response: OverrideResult,
});

export const removeOverride = operation({
  id: "removeOverride",
  method: "DELETE",
  path: "/tags/:tag/overrides/:customer",
  room: "assignments",
  permission: "tag.assign",
  tagAction: "assign",
  status: 200,
  summary: { zh: "取消手动指定，恢复按规则", en: "Remove an override; the rule decides again" },
  params: TagParams.extend({ customer: CustomerRef }),
  response: OverrideResult,
});
