import { z } from "zod";
import { WEBHOOK_TYPES, webhookBody, webhookExample, type listWebhookTypes as operation, type ResponseOf } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { requirePermission } from "../../kernel/index.ts";

/** Every type of message with the JSON Schema of its body and an example. */
export async function listWebhookTypes({ ctx }: Verb<object>): Promise<ResponseOf<typeof operation>> {
  requirePermission(ctx, "connection.manage");
  return {
    items: WEBHOOK_TYPES.map((each) => {
      const { type, version, subject, name, meaning } = each;
      return { type, version, subject, name, meaning, schema: z.toJSONSchema(webhookBody(each)), example: webhookExample(each) };
    }),
  };
}
