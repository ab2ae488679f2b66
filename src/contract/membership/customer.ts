import { z } from "zod";
import { Cursor, CustomerRef, InstantText, Limit, Text, page } from "../common.ts";
import { operation } from "../define.ts";
import { HistoryEntry } from "../shapes/history.ts";
import { TagColor, TagKind, TagState } from "../shapes/tag.ts";
import { ShownText } from "../shown.ts";

/** One customer's move into, out of, or within one tag. */
export const CustomerMove = HistoryEntry.extend({
  tag: z.object({ code: z.string(), name: Text, kind: TagKind, color: TagColor, state: TagState }),
  move: z.enum(["entered", "left", "changed"]),
  /** Tiers of a tiered tag; null otherwise. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** The reason and the end of the assignment or override behind the move. */
  reason: ShownText.nullable(),
  until: InstantText.nullable(),
});
export type CustomerMove = z.output<typeof CustomerMove>;

export const customerHistory = operation({
  id: "customerHistory",
  method: "GET",
  path: "/customers/:customer/history",
  room: "membership",
  permission: "customer.read",
  status: 200,
  summary: { zh: "客户的标签变更记录，新的在前", en: "The membership history of a customer, newest first" },
  params: z.object({ customer: CustomerRef }),
  query: z.object({
    tag: z.string().max(200).optional().meta({ description: "Only this tag, by code or name" }),
    cursor: Cursor,
    limit: Limit,
  }),
  response: page(CustomerMove),
});
