import { z } from "zod";
import { operation } from "../define.ts";
import { MessageTime, MessageIdentities, MessageResults, MessageSender, messageList } from "../shapes/message.ts";

/** One event as a program says it. */
export const EventMessage = z
  .object({
    event: z.string(),
    identities: MessageIdentities,
    time: MessageTime.optional(),
    id: z.string().optional().meta({ description: "The sender's own name of it: the same event with the same id again is dropped" }),
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
  summary: { zh: "发送事件，一次最多 1000 条；逐条答复", en: "Send up to 1,000 events; an answer for each" },
  body: z.object({ events: messageList(EventMessage), sender: MessageSender }).strict(),
  response: MessageResults,
});
