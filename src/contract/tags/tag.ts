import { z } from "zod";
import { operation } from "../define.ts";
import { GroupRef } from "../shapes/tag.ts";

export const moveTags = operation({
  id: "moveTags",
  method: "POST",
  path: "/tags/move",
  room: "tags",
  permission: "tag.edit",
  tagAction: "edit",
  status: 200,
  summary: { zh: "把标签移到一个组，或调整组内顺序", en: "Move tags into a group, or change their order within it" },
  body: z
    .object({
      tags: z.array(z.string().min(1).max(200)).min(1).max(2_000).meta({ description: "Codes or names, in the order that they get" }),
      group: GroupRef,
      before: z.string().min(1).max(200).optional().meta({
        description: "The tag of that group, by code or name, in front of which they stand. Absent: at the end",
      }),
    })
    .strict(),
  response: z.object({ moved: z.number().int().meta({ description: "Tags that came from another group" }) }),
});
