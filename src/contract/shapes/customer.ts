import { z } from "zod";
import { CustomerRef, InstantText, Text } from "../common.ts";
import { ShownText, ShownValue } from "../shown.ts";

export const EventOnCustomer = z.object({
  id: z.string(),
  event: z.string(),
  name: Text,
  time: InstantText,
  properties: z.record(z.string(), z.union([ShownValue, z.array(z.record(z.string(), ShownText.nullable()))])),
  /** Set if the sender's clock was wrong: the time as sent, and received − sent. `time` is the corrected time. */
  clock: z.object({ stated: InstantText, skewSeconds: z.number() }).optional(),
});
export type EventOnCustomer = z.output<typeof EventOnCustomer>;

export const CustomerParams = z.object({ customer: CustomerRef });
