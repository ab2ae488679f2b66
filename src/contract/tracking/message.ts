import { z } from "zod";
import { operation } from "../define.ts";
import { MOST_MESSAGES, MessageResults, MessageSender } from "../shapes/message.ts";

export const trackMessages = operation({
  id: "trackMessages",
  method: "POST",
  path: "/messages",
  room: "tracking",
  permission: "data.send",
  status: 200,
  summary: {
    zh: "上报 Segment 格式的消息，一次最多 1000 条，逐条返回结果（客户端库请用 /v1）",
    en: "Send up to 1,000 Segment calls, with a result for each (client libraries use /v1)",
  },
  body: z
    .object({
      messages: z.array(z.unknown()).min(1).max(MOST_MESSAGES).meta({ description: "identify, track, page, screen, group, alias calls" }),
      sender: MessageSender,
    })
    .strict(),
  response: MessageResults,
});
