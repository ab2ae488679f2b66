import type { Allowance, Seal } from "../../access/index.ts";

/**
 * What webhooks need besides the stores: the key that encrypts their secrets, and the addresses of the inner network that they may call.
 */
export interface WebhookDeps {
  readonly seal: Seal;
  readonly allowance: Allowance;
}

/** The purpose that a webhook's secret is encrypted for. */
export const purposeOf = (webhook: string): string => `webhook:${webhook}`;
