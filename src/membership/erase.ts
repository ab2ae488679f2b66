import { audit } from "../access/index.ts";
import { eraseFacts, forgetExamples, type Erased } from "../customers/index.ts";
import { literal, type Ctx, type RunOptions, type Verb } from "../engine/index.ts";
import { eraseIdentities, eraseIdentityRecords, findCustomer, numbersOf, numbersSql } from "../identity/index.ts";
import { settleMessages } from "../intake/index.ts";
import { requirePermission } from "../kernel/index.ts";
import { settleMerges } from "./merges/index.ts";
import { exclusively } from "./turns.ts";

const WAITING: RunOptions = { lane: "heavy", settings: { mutations_sync: 2 } };

/**
 * Erases a customer for good: identities with all that was seen of them, attributes, events, tags with their history, metrics, pins and
 * merges. Who comes again under the same identity is somebody new. The audit keeps that it was done and the number, not who it was.
 * @throws CUSTOMER_NOT_FOUND
 */
export async function deleteCustomer({
  ctx,
  input,
}: Verb<{ readonly customer: string }>): Promise<Erased & { readonly customer: number; readonly identities: number }> {
  requirePermission(ctx, "customer.edit");
  const customer = await findCustomer({ ctx, input: input.customer });
  const numbers = await numbersOf(ctx, customer);
  // What is still on its way from a merge arrives first, or it would be left behind.
  await exclusively(ctx, () => settleMerges(ctx));
  const identities = await eraseIdentities(ctx, customer);
  // Messages that were resolved before still write; after them nothing finds the numbers any more.
  await settleMessages({ ctx });
  return exclusively(ctx, async () => {
    const erased = await eraseFacts(ctx, numbers);
    await eraseMember(ctx, numbers);
    await ctx.records.transaction().execute(async (tx) => {
      await tx.deleteFrom("pins").where("customer", "in", numbers).execute();
      await eraseIdentityRecords(tx, numbers, identities);
      await forgetExamples(tx);
      await audit(tx, ctx, "customer.delete", { customer, identities: identities.length, ...erased });
    });
    return { customer, identities: identities.length, ...erased };
  });
}

/** Out of the members and of the ledger alike: both go on telling one story. */
async function eraseMember({ facts }: Pick<Ctx, "facts">, numbers: readonly number[]): Promise<void> {
  const bitmap = `bitmapBuild(CAST([${numbers.map(literal.integer).join(", ")}] AS Array(UInt32)))`;
  const without = (column: string) => `${column} = bitmapAndnot(${column}, ${bitmap})`;
  await facts.run(`ALTER TABLE members UPDATE ${without("customers")} WHERE bitmapHasAny(customers, ${bitmap})`, WAITING);
  await facts.run(
    `ALTER TABLE ledger UPDATE ${without("entered")}, ${without("left")} WHERE bitmapHasAny(entered, ${bitmap}) OR bitmapHasAny(left, ${bitmap})`,
    WAITING,
  );
  await facts.run(`ALTER TABLE metrics DELETE WHERE customer IN ${numbersSql(numbers)}`, WAITING);
}
