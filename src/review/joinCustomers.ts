import type { CustomersChanged } from "../contract/index.ts";
import type { Ctx } from "../engine/index.ts";
import { compareTrust } from "../identifiers/index.ts";
import { decide, type Decision, readIdentities, decisionsToJoin } from "../identity/index.ts";
import { problem } from "../kernel/index.ts";
import { afterDecision, newestMerge } from "./afterDecision.ts";

/**
 * Merges two customers by a person's decision, even if their identities conflict. The smaller number stays.
 * @throws MERGE_SAME, CUSTOMER_NAMELESS
 */
export async function joinCustomers(
  ctx: Ctx,
  one: number,
  other: number,
  { reason, also }: Pick<Decision, "reason" | "also">,
): Promise<CustomersChanged> {
  if (one === other) throw problem("MERGE_SAME", { customer: one });
  const identities = await readIdentities({ ctx, input: [one, other] });
  const [own, theirs] = [one, other].map((customer) => {
    const list = identities.get(customer);
    if (!list) throw problem("CUSTOMER_NAMELESS", { customer });
    return list;
  });
  const pairDecisions = await decisionsToJoin(ctx, own!, theirs!);
  const before = await newestMerge(ctx);
  await decide(ctx, { pairDecisions, reason, also });
  return afterDecision(ctx, before, [own!.toSorted(compareTrust)[0]!]);
}
