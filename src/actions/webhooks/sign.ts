import { createHmac, randomBytes } from "node:crypto";
import type { Instant } from "../../kernel/index.ts";

/** The prefix of a secret in Standard Webhooks: scanners recognise a leaked one by it. */
const SECRET_PREFIX = "whsec_";
/** Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

export function newSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

/** The first characters of a secret, to recognise it by. They reveal 24 of its 256 bits. */
export function secretPrefix(secret: string): string {
  return secret.slice(0, SECRET_PREFIX.length + 4);
}

/**
 * The Standard Webhooks headers of one attempt: HMAC-SHA256 over `id.timestamp.body`, the timestamp in seconds, one signature per secret.
 * `id` must not contain a full stop.
 */
export function signatureHeaders(
  secrets: readonly string[],
  { id, body, now }: { readonly id: string; readonly body: string; readonly now: Instant },
): Record<string, string> {
  const timestamp = String(Math.floor(now / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(SECRET_PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
