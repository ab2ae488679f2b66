import type { CustomerDetail } from "../contract/index.ts";
import { readProfile } from "../customers/index.ts";
import type { Ctx } from "../engine/index.ts";
import { overridesOfCustomer, tagsOfCustomer } from "./customerTags.ts";

/** One customer: identities, attributes, tags. @throws CUSTOMER_NOT_FOUND */
export async function readCustomer({ ctx, input }: { ctx: Ctx; input: { customer: string } }): Promise<CustomerDetail> {
  const profile = await readProfile({ ctx, input });
  return { ...profile, tags: await tagsOfCustomer(ctx, profile.customer), overrides: await overridesOfCustomer(ctx, profile.customer) };
}
