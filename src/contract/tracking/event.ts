import { z } from "zod";
import { operation } from "../define.ts";
import { MessageTime, MessageIdentities, MessageResults, MessageSender, messageList } from "../shapes/message.ts";

/** One event, as a program sends it. */
export const EventMessage = z
  .object({
    event: z.string(),
    identities: MessageIdentities,
    time: MessageTime.optional(),
    id: z.string().optional().meta({ description: "The sender's id of the event. A repeated event with the same id is dropped" }),
    properties: z.record(z.string(), z.unknown()).optional(),
  })
  .strict()
  .meta({ id: "EventMessage" });

export const sendEvents = operation({
  id: "sendEvents",
  method: "POST",
  path: "/events",
  room: "tracking",
  permission: "data.send",
  status: 200,
  summary: { zh: "上报行为，一次最多 1000 条，逐条返回结果", en: "Send up to 1,000 events, with a result for each" },
  body: z.object({ events: messageList(EventMessage), sender: MessageSender }).strict(),
  response: MessageResults,
});
