import { z } from "zod";
import { Text } from "../common.ts";
import { operation } from "../define.ts";

const OverlappingTag = z.object({ code: z.string(), name: Text });

export const TagOverlap = z.object({
  /** The exclusive group that both tags are in. */
  group: z.number().int(),
  tags: z.tuple([OverlappingTag, OverlappingTag]),
  /** Customers who have both. */
  customers: z.number().int(),
});
export type TagOverlap = z.output<typeof TagOverlap>;

export const listTagOverlaps = operation({
  id: "listTagOverlaps",
  method: "GET",
  path: "/tag-groups/overlaps",
  room: "insight",
  permission: "tag.read",
  status: 200,
  summary: {
    zh: "互斥组里人群重叠的标签，重叠多的在前",
    en: "Tags of exclusive groups that some customers have both, those with the most customers first",
  },
  response: z.object({ items: z.array(TagOverlap) }),
});
