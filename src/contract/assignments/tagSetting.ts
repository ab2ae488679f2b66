import { z } from "zod";
import { operation } from "../define.ts";

/** The most that a quota can be set to. */
export const MOST_TAGS = 10_000;

const Quota = z.number().int().min(1).max(MOST_TAGS);
const Count = z.number().int().nullable();

export const TagSettingsShape = z.object({
  /** Tags that are not retired. `used` is null where some tags are hidden from who asks. */
  tags: z.object({ limit: z.number().int(), used: Count }),
  /** Static tags of one customer: the most that one has, and how many customers have as many as the quota allows. */
  perCustomer: z.object({ limit: z.number().int(), most: Count, full: Count }),
});
export type TagSettingsShape = z.output<typeof TagSettingsShape>;

export const readTagSettings = operation({
  id: "readTagSettings",
  method: "GET",
  path: "/tag-settings",
  room: "assignments",
  permission: "tag.read",
  status: 200,
  summary: { zh: "标签设置：标签数量上限和已用数量", en: "Settings of tags: the quotas and what is used of them" },
  response: TagSettingsShape,
});

export const changeTagSettings = operation({
  id: "changeTagSettings",
  method: "PATCH",
  path: "/tag-settings",
  room: "assignments",
  permission: "team.manage",
  status: 200,
  summary: {
    zh: "修改标签设置：标签总数上限、每个客户的静态标签上限",
    en: "Change the settings of tags: how many there may be, and how many static tags one customer may have",
  },
  body: z
    .object({ tags: Quota.optional(), perCustomer: Quota.optional() })
    .strict()
    .meta({ description: "Only what is given changes. A quota below what is used takes nothing away" }),
  response: TagSettingsShape,
});
