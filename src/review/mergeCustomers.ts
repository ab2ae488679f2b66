import { audit } from "../access/index.ts";
import type { CustomersChanged } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { findCustomer } from "../identity/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { joinCustomers } from "./joinCustomers.ts";

/**
 * Merges two customers by a person's decision, even if their identities conflict. The smaller number stays.
 * @throws CUSTOMER_NOT_FOUND, MERGE_SAME, CUSTOMER_NAMELESS
 */
export async function mergeCustomers({
  ctx,
  input,
}: Verb<{ readonly customer: string; readonly other: string; readonly reason: string }>): Promise<CustomersChanged> {
  requirePermission(ctx, "customer.edit");
  const { reason } = input;
  const one = await findCustomer({ ctx, input: input.customer });
  const other = await findCustomer({ ctx, input: input.other });
  return joinCustomers(ctx, one, other, {
    reason,
    also: (tx, decision) => audit(tx, ctx, "customer.merge", { customers: [one, other], reason, decision }),
  });
}
