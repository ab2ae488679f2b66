import { z } from "zod";
import { InstantText, IssueShape } from "../common.ts";

/** Messages that one request may carry. */
export const MOST_MESSAGES = 1_000;

export const MessageIdentities = z
  .union([
    z.record(z.string(), z.union([z.string(), z.number()])),
    z.array(z.object({ platform: z.string(), external: z.string() }).strict()).max(100),
  ])
  .meta({ description: 'Who: {"crm": "42", "phone": "13912340000"}, or a list of {platform, external}' });

export const MessageTime = InstantText.meta({
  description: "ISO 8601; without an offset in the workspace's time zone; now when absent. A time in the future counts from then on.",
});

/** Checked one by one by the verb, so that a wrong one does not hold up the others; the schema is for the documentation. */
export function messageList<T extends z.ZodType>(message: T) {
  const { id } = message.meta() as { id: string };
  return z
    .array(z.unknown())
    .min(1)
    .max(MOST_MESSAGES)
    .meta({ description: `MessageTime most ${MOST_MESSAGES}, each ${id}`, items: z.toJSONSchema(message, { io: "input" }) });
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

/** Whose ids the events have: a program that sends for two shops says which. */
export const MessageSender = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .optional()
  .meta({ description: "Whose ids the messages have, where one key sends for several; the key's name when absent" });
