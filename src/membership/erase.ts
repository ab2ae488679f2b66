import { audit } from "../access/index.ts";
import { eraseFacts, eraseIdentities, type Erased } from "../customers/index.ts";
import { literal, type Ctx, type RunOptions, type Verb } from "../engine/index.ts";
import { findCustomer, serially } from "../identity/index.ts";
import { settleMessages } from "../intake/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { exclusively } from "./turns.ts";

const WAITING: RunOptions = { lane: "heavy", settings: { mutations_sync: 2 } };

/**
 * Erases a customer for good: identities, attributes, events, tags with their history, metrics and pins. Who comes again under the same
 * identity is somebody new. The audit keeps that it was done and the number, not who it was.
 * @throws CUSTOMER_NOT_FOUND
 */
export async function deleteCustomer({ ctx, input }: Verb<{ readonly customer: string }>): Promise<Erased & { readonly customer: number }> {
  requirePermission(ctx, "customer.edit");
  const customer = await findCustomer({ ctx, input: input.customer });
  const identities = await serially(ctx.facts, "identities", () => eraseIdentities(ctx, customer));
  // Messages that were resolved before still write; after them nothing finds the number any more.
  await settleMessages({ ctx });
  return exclusively(ctx, async () => {
    const erased = await eraseFacts(ctx, customer);
    await eraseMember(ctx, customer);
    await ctx.records.transaction().execute(async (tx) => {
      await tx.deleteFrom("pins").where("customer", "=", customer).execute();
      await audit(tx, ctx, "customer.delete", { customer, identities, ...erased });
    });
    return { customer, identities, ...erased };
  });
}

/** Out of the members and of the ledger alike: both go on telling one story. */
async function eraseMember({ facts }: Pick<Ctx, "facts">, customer: number): Promise<void> {
  const number = `toUInt32(${literal.integer(customer)})`;
  const without = (column: string) => `${column} = bitmapAndnot(${column}, bitmapBuild([${number}]))`;
  await facts.run(`ALTER TABLE members UPDATE ${without("customers")} WHERE bitmapContains(customers, ${number})`, WAITING);
  await facts.run(
    `ALTER TABLE ledger UPDATE ${without("entered")}, ${without("left")} WHERE bitmapContains(entered, ${number}) OR bitmapContains(left, ${number})`,
    WAITING,
  );
  await facts.run(`ALTER TABLE metrics DELETE WHERE customer = ${literal.integer(customer)}`, WAITING);
}
