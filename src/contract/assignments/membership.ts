import { z } from "zod";
import { InstantText } from "../common.ts";
import { operation } from "../define.ts";
import { MessageResults, messageList } from "../shapes/message.ts";

/** A static tag put on a customer, or taken off. */
export const MembershipMessage = z
  .object({
    customer: z.union([z.string(), z.number()]).meta({ description: "The customer's number, or an identity such as crm:42" }),
    tag: z.string().meta({ description: "Code or name of a static tag" }),
    has: z.boolean().optional().meta({ description: "false takes the tag off; true when absent" }),
    until: InstantText.optional().meta({
      description: "The tag leaves by itself at this instant, which is to come; a date: at its end. Absent: it stays",
    }),
    reason: z.string().max(500).optional().meta({ description: "Why; shown with the tag, in its history and by why" }),
  })
  .strict()
  .meta({ id: "MembershipMessage" });

export const changeMemberships = operation({
  id: "changeMemberships",
  method: "POST",
  path: "/memberships",
  room: "assignments",
  permission: "tag.assign",
  status: 200,
  summary: {
    zh: "按身份打上或摘下静态标签，一次最多 1000 条；逐条答复",
    en: "Put static tags on customers or take them off, up to 1,000 at once; an answer for each",
  },
  body: z.object({ memberships: messageList(MembershipMessage) }).strict(),
  response: MessageResults,
});
