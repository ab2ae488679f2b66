import type { AppendInput, CheckedMessages } from "../../src/customers/index.ts";
import type { Verb } from "../../src/engine/index.ts";
import { sendMessages as send } from "../../src/tracking/index.ts";

/** Sends messages that a test has written in normal form, as if a reader had checked them. */
export function sendMessages({ ctx, input }: Verb<AppendInput>): ReturnType<typeof send> {
  return send({ ctx, input: input as CheckedMessages });
}
