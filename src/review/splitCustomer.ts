import type { CustomersChanged, Identity, SplitChoices } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { findCustomer } from "../identity/index.ts";
import { identityForm } from "../identifiers/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { splitOff } from "./splitOff.ts";

/**
 * Splits identities and the rows they brought off a customer, into another customer.
 * @throws CUSTOMER_NOT_FOUND, SPLIT_NOTHING, SPLIT_ALL
 */
export async function splitCustomer({
  ctx,
  input,
}: Verb<{
  readonly customer: string;
  readonly identities: readonly Identity[];
  readonly reason: string;
  readonly tags?: SplitChoices | undefined;
}>): Promise<CustomersChanged> {
  requirePermission(ctx, "customer.edit");
  const customer = await findCustomer({ ctx, input: input.customer });
  const leaving = input.identities.map(identityForm).filter((identity) => identity !== undefined);
  return splitOff(ctx, { customer, leaving, reason: input.reason, tags: input.tags, action: "customer.split" });
}
