import { z } from "zod";
import { Cursor, InstantText, Limit, page } from "../common.ts";
import { operation } from "../define.ts";
import { ShownText } from "../shown.ts";

/** A message whose sender used its id before for a different event. The first event counts; this one is only listed here. */
export const MessageConflict = z.object({
  id: z.number().int(),
  /** The name of the key or sender. */
  sender: z.string(),
  event: z.string(),
  /** The id of both events. */
  message: ShownText,
  customer: z.number().int(),
  /** How often it arrived. */
  times: z.number().int(),
  firstAt: InstantText,
  lastAt: InstantText,
  /** Its content, with the properties as JSON text. Null if the caller may not see all of it. */
  payload: z.object({ time: InstantText, properties: ShownText }).nullable(),
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
    zh: "编号相同但内容不同的消息：以先收到的为准，后收到的只在此列出",
    en: "Messages whose id their sender used before for a different event. The first event counts; these are only listed here",
  },
  query: z.object({ cursor: Cursor, limit: Limit }),
  response: page(MessageConflict),
});
