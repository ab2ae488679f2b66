import type { Allowance, Seal } from "../../access/index.ts";

/** What webhooks work with besides the stores: the seal of their secrets, and what of the inner network they may call. */
export interface WebhookDeps {
  readonly seal: Seal;
  readonly allowance: Allowance;
}

/** What a webhook's secret is sealed for. */
export const purposeOf = (webhook: string): string => `webhook:${webhook}`;
