import { z } from "zod";
import { InstantText, IssueShape } from "../common.ts";

/** The most messages in one request. */
export const MOST_MESSAGES = 1_000;

export const MessageIdentities = z
  .union([
    z.record(z.string(), z.union([z.string(), z.number()])),
    z.array(z.object({ platform: z.string(), external: z.string() }).strict()).max(100),
  ])
  .meta({ description: 'Identities of the customer: {"crm": "42", "phone": "13912340000"}, or a list of {platform, external}' });

export const MessageTime = InstantText.meta({
  description: "ISO 8601. Without an offset: a time in the workspace's time zone. Absent: now. A future time takes effect at that time.",
});

/** The verb checks each message by itself, so that a wrong one does not reject the others. The schema is for the documentation. */
export function messageList<T extends z.ZodType>(message: T) {
  const { id } = message.meta() as { id: string };
  return z
    .array(z.unknown())
    .min(1)
    .max(MOST_MESSAGES)
    .meta({ description: `At most ${MOST_MESSAGES}, each a ${id}`, items: z.toJSONSchema(message, { io: "input" }) });
}

export const MessageResult = z.object({
  /** Position in the request, from 0. */
  index: z.number().int(),
  status: z.enum(["accepted", "rejected"]),
  /** Null if the message was rejected or the caller may not read customers. */
  customer: z.number().int().nullable(),
  /** False if all of it was stored before. */
  added: z.boolean(),
  /** Rejected: what is wrong. Accepted: the placeholder ids that were left out. */
  issues: z.array(IssueShape),
});
export type MessageResult = z.output<typeof MessageResult>;

export const MessageResults = z.object({
  accepted: z.number().int(),
  rejected: z.number().int(),
  results: z.array(MessageResult),
});
export type MessageResults = z.output<typeof MessageResults>;

/** The owner of the message ids. A program that sends for two shops names the shop, so that equal ids of both do not collide. */
export const MessageSender = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .optional()
  .meta({ description: "The system that assigned the message ids, if one key sends for several systems. Default: the key's name" });
