import { z } from "zod";
import { Cursor, CustomerRef, InstantText, IssueShape, Limit, page } from "./common.ts";
import { operation } from "./define.ts";
import { ShownText } from "./shown.ts";
import { JobRef } from "./tags.ts";

/** Messages that one request may carry. */
export const MOST_MESSAGES = 1_000;

const Identities = z
  .union([
    z.record(z.string(), z.union([z.string(), z.number()])),
    z.array(z.object({ platform: z.string(), external: z.string() }).strict()).max(100),
  ])
  .meta({ description: 'Who: {"crm": "42", "phone": "13912340000"}, or a list of {platform, external}' });
const At = InstantText.meta({
  description: "ISO 8601; without an offset in the workspace's time zone; now when absent. A time in the future counts from then on.",
});

/** One customer as a program says it. */
export const CustomerMessage = z
  .object({
    identities: Identities,
    attributes: z.record(z.string(), z.unknown()).optional().meta({ description: "By code; null clears; what is not named stays" }),
    at: At.optional(),
  })
  .strict()
  .meta({ id: "CustomerMessage" });

/** One event as a program says it. */
export const EventMessage = z
  .object({
    event: z.string(),
    identities: Identities,
    time: At.optional(),
    id: z.string().optional().meta({ description: "The sender's own name of it: the same event with the same id again is dropped" }),
    properties: z.record(z.string(), z.unknown()).optional(),
  })
  .strict()
  .meta({ id: "EventMessage" });

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

/** Checked one by one by the verb, so that a wrong one does not hold up the others; the schema is for the documentation. */
function listOf<T extends z.ZodType>(message: T) {
  const { id } = message.meta() as { id: string };
  return z
    .array(z.unknown())
    .min(1)
    .max(MOST_MESSAGES)
    .meta({ description: `At most ${MOST_MESSAGES}, each ${id}`, items: z.toJSONSchema(message, { io: "input" }) });
}

export const MessageResult = z.object({
  /** Place in the request, from 0. */
  index: z.number().int(),
  status: z.enum(["accepted", "rejected"]),
  /** Null where it was rejected, and for who may not read customers. */
  customer: z.number().int().nullable(),
  /** False when all of it was there already. */
  added: z.boolean(),
  /** What is wrong with a rejected one; of an accepted one the ids that name nobody and were left out. */
  issues: z.array(IssueShape),
});
export type MessageResult = z.output<typeof MessageResult>;

export const MessageResults = z.object({
  accepted: z.number().int(),
  rejected: z.number().int(),
  results: z.array(MessageResult),
});
export type MessageResults = z.output<typeof MessageResults>;

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

/** Whose ids the events have: a program that sends for two shops says which. */
const Sender = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .optional()
  .meta({ description: "Whose ids the messages have, where one key sends for several; the key's name when absent" });

export const upsertCustomers = operation({
  id: "upsertCustomers",
  method: "POST",
  path: "/customers",
  room: "customers",
  permission: "data.send",
  status: 200,
  summary: { zh: "新增或更新客户，一次最多 1000 位；逐条答复", en: "Make or update up to 1,000 customers; an answer for each" },
  body: z.object({ customers: listOf(CustomerMessage) }).strict(),
  response: MessageResults,
});
export const sendEvents = operation({
  id: "sendEvents",
  method: "POST",
  path: "/events",
  room: "customers",
  permission: "data.send",
  status: 200,
  summary: { zh: "发送事件，一次最多 1000 条；逐条答复", en: "Send up to 1,000 events; an answer for each" },
  body: z.object({ events: listOf(EventMessage), sender: Sender }).strict(),
  response: MessageResults,
});
export const trackMessages = operation({
  id: "trackMessages",
  method: "POST",
  path: "/messages",
  room: "intake",
  permission: "data.send",
  status: 200,
  summary: {
    zh: "发送 Segment 格式的消息，一次最多 1000 条；逐条答复（客户端库请用 /v1）",
    en: "Send up to 1,000 calls of Segment's specification; an answer for each (client libraries use /v1)",
  },
  body: z
    .object({
      messages: z.array(z.unknown()).min(1).max(MOST_MESSAGES).meta({ description: "identify, track, page, screen, group, alias calls" }),
      sender: Sender,
    })
    .strict(),
  response: MessageResults,
});
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
export const setCustomer = operation({
  id: "setCustomer",
  method: "PATCH",
  path: "/customers/:customer",
  room: "customers",
  permission: "customer.edit",
  status: 200,
  summary: { zh: "修改客户的部分属性，或增加身份", en: "Set some attributes of a customer, or add identities" },
  params: z.object({ customer: CustomerRef }),
  body: CustomerMessage.partial({ identities: true }),
  response: z.object({ customer: z.number().int(), added: z.boolean() }),
});
/** The result of an erasure's job: how much there was. */
export const ErasureResult = z.object({
  customer: z.number().int(),
  identities: z.number().int(),
  events: z.number().int(),
  attributes: z.number().int(),
});
export type ErasureResult = z.output<typeof ErasureResult>;

export const eraseCustomer = operation({
  id: "eraseCustomer",
  method: "DELETE",
  path: "/customers/:customer",
  room: "membership",
  permission: "customer.edit",
  status: 202,
  summary: {
    zh: "删除客户：身份、属性、事件、标签、手动指定，不可恢复；从此刻起不再可见，后台任务删净",
    en: "Erase a customer: identities, attributes, events, tags and overrides, for good; found no more from now on, a job ends it",
  },
  params: z.object({ customer: CustomerRef }),
  response: JobRef,
});
export const changeMemberships = operation({
  id: "changeMemberships",
  method: "POST",
  path: "/memberships",
  room: "membership",
  permission: "tag.assign",
  status: 200,
  summary: {
    zh: "按身份打上或摘下静态标签，一次最多 1000 条；逐条答复",
    en: "Put static tags on customers or take them off, up to 1,000 at once; an answer for each",
  },
  body: z.object({ memberships: listOf(MembershipMessage) }).strict(),
  response: MessageResults,
});
