import { z } from "zod";
import type { Text } from "../../../kernel/index.ts";
import { InstantText } from "../../common.ts";
import type { WebhookSubject } from "../webhookSubjects/index.ts";

/** One type of message that leaves the product. A type is one file of this folder and one line of its list. */
export interface WebhookType<T extends string = string, D extends z.ZodType = z.ZodType> {
  /** Words from general to special, joined by full stops: `customer.tag.entered`. */
  readonly type: T;
  /** Increases when an existing receiver would misread the new `data`. A new field does not increase it. */
  readonly version: number;
  /** What a webhook must watch, so that it receives this type. */
  readonly subject: WebhookSubject;
  readonly name: Text;
  readonly meaning: Text;
  /** The `data` of a message. */
  readonly data: D;
  /** Realistic `data`, for the documentation and for test deliveries. */
  readonly example: z.output<D>;
}

/** Fixes the types of a webhook type's parts. */
export function webhookType<const T extends string, D extends z.ZodType>(type: WebhookType<T, D>): WebhookType<T, D> {
  return type;
}

const integer = z.number().int();

/** The whole body of a message of a type, as a receiver reads it. */
export function webhookBody<T extends string, D extends z.ZodType>({ type, version, data }: WebhookType<T, D>) {
  return z.strictObject({
    type: z.literal(type),
    version: z.literal(version),
    timestamp: InstantText.meta({ description: "When it happened, ISO 8601 in UTC: the instant for which the tags were evaluated" }),
    test: z.boolean().meta({ description: "true: a test delivery with made-up data. Do not act on it" }),
    workspace: z.string(),
    webhook: z.strictObject({ id: z.string(), name: z.string() }),
    sequence: integer.meta({
      description:
        "Increases with each evaluation; messages of one evaluation share it. 0 in a test. Compare it to detect messages that arrive late",
    }),
    part: integer.meta({ description: "The number of this message among those with the same sequence, from 1 to `parts`, over all types" }),
    parts: integer,
    data,
  });
}

/** The fields that messages of all types share. */
export type WebhookBody = z.output<ReturnType<typeof webhookBody>>;
