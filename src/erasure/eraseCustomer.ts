import { audit } from "../access/index.ts";
import type { Verb } from "../engine/index.ts";
import { findCustomer } from "../identity/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { forgetWho } from "./finishErasure.ts";

/**
 * Writes down that a customer is to be erased. From here on it is found no more, and whatever happens to this process, it ends in
 * `finishErasure`: as a job, for the stores read every part of the events for it however small the customer is, or at the next start.
 * When this answers, whoever comes under one of its identities is somebody new, so that nothing sent from then on is erased with it.
 * Of one that is being erased already it answers the same.
 * @throws CUSTOMER_NOT_FOUND
 */
export async function eraseCustomer({ ctx, input }: Verb<{ readonly customer: string }>): Promise<{ readonly customer: number }> {
  requirePermission(ctx, "customer.edit");
  const customer = (await openErasure({ ctx, input: input.customer })) ?? (await findCustomer({ ctx, input: input.customer }));
  await ctx.records.transaction().execute(async (tx) => {
    const begun = await tx
      .insertInto("erasures")
      .values({ customer, actor: ctx.actor.name, requested_at: new Date(ctx.clock()) })
      .onConflict((conflict) => conflict.column("customer").where("ended_at", "is", null).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (begun) await audit(tx, ctx, "customer.delete", { customer });
  });
  await forgetWho(ctx, customer);
  return { customer };
}

/** The customer of an erasure that was asked for by this number and has not ended: it may be asked for again. */
async function openErasure({ ctx, input }: Verb<string>): Promise<number | undefined> {
  if (!/^\d{1,10}$/.test(input)) return undefined;
  const row = await ctx.records
    .selectFrom("erasures")
    .select("customer")
    .where("customer", "=", Number(input))
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return row && Number(row.customer);
}
