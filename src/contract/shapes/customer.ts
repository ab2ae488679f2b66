import { z } from "zod";
import { CustomerRef, InstantText, Text } from "../common.ts";
import { ShownText, ShownValue } from "../shown.ts";

export const EventOnCustomer = z.object({
  id: z.string(),
  event: z.string(),
  name: Text,
  time: InstantText,
  properties: z.record(z.string(), z.union([ShownValue, z.array(z.record(z.string(), ShownText.nullable()))])),
  /** Where the sender's clock was off: the time as it was written, and received − sent. `time` is another where it was corrected. */
  clock: z.object({ stated: InstantText, skewSeconds: z.number() }).optional(),
});
export type EventOnCustomer = z.output<typeof EventOnCustomer>;

export const CustomerParams = z.object({ customer: CustomerRef });
