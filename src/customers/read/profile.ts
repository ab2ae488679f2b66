import type { CustomerDetail, ShownText, ShownValue } from "../../contract/index.ts";
import type { Verb } from "../../engine/index.ts";
import { findCustomer, readIdentities } from "../../identity/index.ts";
import { formatInstant, requirePermission } from "../../kernel/index.ts";
import { noteCustomers, shownAttribute, shownIdentity } from "../mask.ts";
import { readAttributes, type AttributeNow } from "./attributes.ts";
import { readSeen } from "./seen.ts";

/** A customer without tags, which later rooms add. */
export type Profile = Omit<CustomerDetail, "tags" | "overrides">;

/** One customer by number or identity, masked for the actor. @throws CUSTOMER_NOT_FOUND */
export async function readProfile({ ctx, input }: Verb<{ customer: string }>): Promise<Profile> {
  requirePermission(ctx, "customer.read");
  const customer = await findCustomer({ ctx, input: input.customer });
  const identities = (await readIdentities({ ctx, input: [customer] })).get(customer) ?? [];
  const attributes = (await readAttributes({ ctx, input: { customers: [customer] } })).get(customer) ?? [];
  noteCustomers(ctx, [customer]);
  const seen = (await readSeen({ ctx, input: [customer] })).get(customer);
  const shown = attributes.map(({ attribute, value, at }) => ({
    code: attribute.code,
    name: attribute.name,
    type: attribute.type,
    value: shownAttribute(ctx, attribute, value),
    at: formatInstant(at),
    sensitivity: attribute.sensitivity,
  }));
  return {
    customer,
    name: shownName(ctx, attributes),
    identities: identities.map((identity) => shownIdentity(ctx, identity)),
    attributes: shown,
    firstSeen: seen?.first ?? null,
    lastSeen: seen?.last ?? null,
    events: seen?.events ?? 0,
  };
}

/** The displayed name: the name, else the nickname, masked for the actor. */
export function shownName(ctx: Verb<unknown>["ctx"], attributes: readonly AttributeNow[]): ShownText | null {
  for (const code of ["name", "nickname"]) {
    const found = attributes.find(({ attribute }) => attribute.code === code);
    if (found && typeof found.value === "string") return shownAttribute(ctx, found.attribute, found.value) as ShownValue & ShownText;
  }
  return null;
}
