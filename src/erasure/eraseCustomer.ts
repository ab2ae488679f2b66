import { audit } from "../access/index.ts";
import type { Verb } from "../engine/index.ts";
import { findCustomer } from "../identity/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { forgetWho } from "./finishErasure.ts";

/**
 * Records that a customer is to be erased. From then on nobody finds the customer. `finishErasure` does the rest in a job, because the
 * stores read every part of the events even for one customer; after a crash the next start does it. When this returns, messages with the
 * same identities belong to a new customer, so nothing sent afterwards is erased. A second request gives the same answer.
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

/** The customer of an erasure that was requested by this number and has not ended: a second request finds it. */
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
