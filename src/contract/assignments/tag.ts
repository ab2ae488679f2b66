import { z } from "zod";
import { operation } from "../define.ts";
import { TagParams } from "../shapes/tag.ts";

export const assignTag = operation({
  id: "assignTag",
  method: "POST",
  path: "/tags/:tag/members",
  room: "assignments",
  permission: "tag.assign",
  tagAction: "assign",
  status: 200,
  summary: { zh: "给客户添加或移除静态标签", en: "Add a static tag to customers, or remove it" },
  params: TagParams,
  body: z
    .object({
      add: z.array(z.string()).max(1000).default([]),
      remove: z.array(z.string()).max(1000).default([]),
      reason: z.string().trim().max(500).optional(),
      until: z
        .string()
        .max(40)
        .optional()
        .meta({ description: "When the customers in `add` lose the tag: an instant, or a date (until the end of that day)" }),
    })
    .strict(),
  response: z.object({
    entered: z.number().int(),
    left: z.number().int(),
    members: z.number().int(),
    kept: z.array(z.number().int()).meta({
      description:
        "Customers who keep another tag of the exclusive group, which stands higher or which you may not take off; this one was not added",
    }),
    replaced: z
      .array(z.object({ tag: z.string(), customers: z.array(z.number().int()) }))
      .meta({ description: "Other tags of the exclusive group, by code, and the customers who lost them" }),
  }),
});
