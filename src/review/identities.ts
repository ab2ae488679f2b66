import type { IdentityOrigin } from "../contract/index.ts";
import { noteCustomers, shownIdentity } from "../customers/index.ts";
import { instantOfFacts, type Verb } from "../engine/index.ts";
import { findCustomer, identitiesWithSource } from "../identity/index.ts";
import { keyOf } from "../matching/index.ts";
import { formatInstant, requirePermission } from "../kernel/index.ts";

/** A customer's identities with time and source of first sight, the most trusted first. @throws CUSTOMER_NOT_FOUND */
export async function listCustomerIdentities({
  ctx,
  input,
}: Verb<{ readonly customer: string }>): Promise<{ customer: number; items: IdentityOrigin[] }> {
  requirePermission(ctx, "customer.read");
  const customer = await findCustomer({ ctx, input: input.customer });
  noteCustomers(ctx, [customer]);
  const found = await identitiesWithSource({ ctx, input: customer });
  if (found.length === 0) return { customer, items: [] };
  const files = new Map(
    (
      await ctx.records
        .selectFrom("imports")
        .select(["id", "file"])
        .where("id", "in", [...new Set(found.map(({ batch }) => batch))])
        .execute()
    ).map(({ id, file }) => [Number(id), file]),
  );
  const asides = new Map(
    (
      await ctx.records
        .selectFrom("identity_reviews")
        .select(["subject", "kind"])
        .where("kind", "in", ["shared", "many"])
        .where("count", ">", 0)
        .where("subject", "in", found.map(keyOf))
        .execute()
    ).map(({ subject, kind }) => [subject, kind as "shared" | "many"]),
  );
  return {
    customer,
    items: found.map(({ platform, external, since, batch }) => ({
      ...shownIdentity(ctx, { platform, external }),
      since: formatInstant(instantOfFacts(since)),
      batch,
      file: files.get(batch) ?? null,
      aside: asides.get(keyOf({ platform, external })) ?? null,
    })),
  };
}
