import { audit } from "../access/index.ts";
import type { CustomersChanged } from "../contract/index.ts";
import type { Verb } from "../engine/index.ts";
import { compareTrust, decide, findCustomer, readIdentities, wordsToJoin } from "../identity/index.ts";
import { problem, requirePermission } from "../kernel/index.ts";
import { afterDecision, newestMerge } from "./after.ts";

/**
 * Makes one customer of two, by a person's word, whatever their identities say. The smaller number stays.
 * @throws CUSTOMER_NOT_FOUND, MERGE_SAME, CUSTOMER_NAMELESS
 */
export async function mergeCustomers({
  ctx,
  input,
}: Verb<{ readonly customer: string; readonly other: string; readonly reason: string }>): Promise<CustomersChanged> {
  requirePermission(ctx, "customer.edit");
  const one = await findCustomer({ ctx, input: input.customer });
  const other = await findCustomer({ ctx, input: input.other });
  if (one === other) throw problem("MERGE_SAME", { customer: one });
  const identities = await readIdentities({ ctx, input: [one, other] });
  const [own, theirs] = [one, other].map((customer) => {
    const list = identities.get(customer);
    if (!list) throw problem("CUSTOMER_NAMELESS", { customer });
    return list;
  });
  const words = await wordsToJoin(ctx, own!, theirs!);
  const before = await newestMerge(ctx);
  await decide(ctx, {
    words,
    reason: input.reason,
    also: (tx, decision) => audit(tx, ctx, "customer.merge", { customers: [one, other], reason: input.reason, decision }),
  });
  return afterDecision(ctx, before, [own!.toSorted(compareTrust)[0]!]);
}
