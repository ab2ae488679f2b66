import { createHmac } from "node:crypto";
import type { Instant } from "../../kernel/index.ts";

/**
 * The headers by which a receiver knows that a delivery comes from here and is not an old one sent again: HMAC-SHA256 under the
 * webhook's secret over `timestamp.body`, the timestamp in seconds.
 */
export function signatureHeaders(secret: string, body: string, now: Instant): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
  return { "tagwise-timestamp": timestamp, "tagwise-signature": `v1=${signature}` };
}
