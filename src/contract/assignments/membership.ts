import { z } from "zod";
import { InstantText } from "../common.ts";
import { operation } from "../define.ts";
import { MessageResults, messageList } from "../shapes/message.ts";

/** A static tag to add to a customer, or to remove. */
export const MembershipMessage = z
  .object({
    customer: z.union([z.string(), z.number()]).meta({ description: "The customer's number, or an identity such as crm:42" }),
    tag: z.string().meta({ description: "Code or name of a static tag" }),
    has: z.boolean().optional().meta({ description: "false removes the tag. Default: true" }),
    until: InstantText.optional().meta({
      description: "A future instant at which the tag is removed automatically. A date means the end of that day. Absent: no end",
    }),
    reason: z.string().max(500).optional().meta({ description: "Why. Shown with the tag, in the membership history and in explanations" }),
  })
  .strict()
  .meta({ id: "MembershipMessage" });

export const changeMemberships = operation({
  id: "changeMemberships",
  method: "POST",
  path: "/memberships",
  room: "assignments",
  permission: "tag.assign",
  tagAction: "assign",
  status: 200,
  summary: {
    zh: "按身份添加或移除静态标签，一次最多 1000 条，逐条返回结果",
    en: "Add static tags to customers or remove them, up to 1,000 at once, with a result for each",
  },
  body: z.object({ memberships: messageList(MembershipMessage) }).strict(),
  response: MessageResults,
});
