import type { CustomerSummary, ShownValue } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { readIdentities } from "../../identity/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { noteCustomers, shownAttribute, shownIdentity } from "../mask.ts";
import { readAttributes } from "./attributes.ts";
import { shownName } from "./profile.ts";
import { readSeen } from "./seen.ts";

/** One entry of a list of customers, without tags. */
export type Summary = Omit<CustomerSummary, "tags">;

/** Entries for a page of customers, in the same order, in three queries. `attributes` selects codes; all when absent. */
export async function summariseCustomers({
  ctx,
  input,
}: Verb<{ customers: readonly number[]; attributes?: readonly string[] }>): Promise<Summary[]> {
  requirePermission(ctx, "customer.read");
  const { customers } = input;
  const names = input.attributes && { attributes: [...new Set([...input.attributes, "name", "nickname"])] };
  const identities = await readIdentities({ ctx, input: customers });
  const attributes = await readAttributes({ ctx, input: { customers, ...names } });
  noteCustomers(ctx, customers);
  const seen = await readSeen({ ctx, input: customers });
  return customers.map((customer) => {
    const own = attributes.get(customer) ?? [];
    const chosen = own.filter(({ attribute }) => input.attributes?.includes(attribute.code) ?? true);
    return {
      customer,
      name: shownName(ctx, own),
      identities: (identities.get(customer) ?? []).map((identity) => shownIdentity(ctx, identity)),
      attributes: Object.fromEntries(
        chosen.map(({ attribute, value }): [string, ShownValue] => [attribute.code, shownAttribute(ctx, attribute, value)]),
      ),
      lastSeen: seen.get(customer)?.last ?? null,
    };
  });
}
