import { z } from "zod";
import { Cursor, InstantText, Limit, page } from "../common.ts";
import { operation } from "../define.ts";
import { ShownText } from "../shown.ts";

/** A message that says something else under an id which its sender has used before: the event that came first stands, this is kept aside. */
export const MessageConflict = z.object({
  id: z.number().int(),
  /** The name of the key, or of whoever sent it. */
  sender: z.string(),
  event: z.string(),
  /** The id that both have. */
  message: ShownText,
  customer: z.number().int(),
  /** How often it came. */
  times: z.number().int(),
  firstAt: InstantText,
  lastAt: InstantText,
  /** What it says, its properties as JSON text; null to whoever may not see all of it. */
  said: z.object({ time: InstantText, properties: ShownText }).nullable(),
});
export type MessageConflict = z.output<typeof MessageConflict>;

export const listConflicts = operation({
  id: "listConflicts",
  method: "GET",
  path: "/messages/conflicts",
  room: "customers",
  permission: "customer.read",
  status: 200,
  summary: {
    zh: "编号相同、内容不同的消息：以先到的为准，后到的另存在此",
    en: "Messages with an id that their sender had used for something else: the first stands, these are kept aside",
  },
  query: z.object({ cursor: Cursor, limit: Limit }),
  response: page(MessageConflict),
});
