import { z } from "zod";
import { Cursor, Limit, page } from "../common.ts";
import { operation } from "../define.ts";
import { HistoryEntry } from "../shapes/history.ts";
import { TagParams } from "../shapes/tag.ts";
import { ShownText } from "../shown.ts";

/** The changes of a tag in one evaluation. A move between tiers counts in `changed` and in the counts of both tiers. */
export const TagMoves = HistoryEntry.extend({
  /** Customers who got the tag, and customers who lost it. */
  entered: z.number().int(),
  left: z.number().int(),
  changed: z.number().int(),
  /** Each cause with its number of moves, the largest first. */
  causes: z.array(z.object({ cause: z.string(), customers: z.number().int() })),
  /** Members after the evaluation. */
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
