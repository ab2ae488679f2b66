import { endQueuedDeletes, foreignBatches, forgetConflicts, noteMoved, removeBatchRows, withdrawBatch } from "../../customers/index.ts";
import { literal, type Ctx } from "../../engine/index.ts";
import { removeCustomers, removeIdentities, serially, whileRemovingCustomers } from "../../identity/index.ts";

type Stores = Pick<Ctx, "records" | "facts" | "caches">;
type Recovering = Stores & Pick<Ctx, "lease">;

/**
 * Takes out what a batch of messages wrote before it was cut off: its events and values, and the customers it made that nobody else has
 * spoken of. Nobody was told that it was taken, so it comes again. Identities of other customers stay: what was seen together was
 * seen. May run twice. `quiet`: nobody is writing. Otherwise somebody may be about to write rows of a customer that the batch made, so its
 * customers stay, and the messages find them when they come again.
 */
export async function takeBackBatch(ctx: Stores, batch: number, quiet: boolean): Promise<void> {
  const { facts, records } = ctx;
  await endQueuedDeletes({ facts }, batch);
  await forgetConflicts(records, { batch });
  const number = literal.integer(batch);
  const run = { lane: "ingest", settings: { mutations_sync: 2 } } as const;
  const customersIn = async (table: string, where: string): Promise<number[]> => {
    const rows = await facts.rows<{ customer: number }>(`SELECT DISTINCT customer FROM ${table} WHERE ${where} ORDER BY customer`, run);
    return rows.map(({ customer }) => customer);
  };
  const touched = new Set<number>();
  for (const table of ["customers", "attribute_values", "events"])
    for (const customer of await customersIn(table, `batch = ${number}`)) touched.add(customer);
  // An evaluation may have seen some of the rows: the next one looks at everybody they were about.
  await noteMoved(facts, touched, batch);
  // Messages first: were this cut off too, one that is known and nowhere would be refused when it comes again.
  for (const table of ["messages", "attribute_values", "events"] as const) {
    const [row] = await facts.rows<{ count: string }>(`SELECT count() AS count FROM ${table} WHERE batch = ${number}`, run);
    if (row!.count !== "0") await removeBatchRows(facts, table, batch, run);
  }
  if (!quiet) return;
  if ((await customersIn("customers", `batch = ${number}`)).length > 0) await whileRemovingCustomers(ctx, takeOutCustomers);

  async function takeOutCustomers(): Promise<void> {
    const made = await customersIn("customers", `batch = ${number}`);
    const among = `customer IN (${made.map(literal.integer).join(", ")})`;
    const others = new Set([
      ...(await customersIn("identities", `batch != ${number} AND ${among}`)),
      ...(await customersIn("events", among)),
      ...(await customersIn("attribute_values", among)),
    ]);
    const gone = made.filter((customer) => !others.has(customer));
    if (gone.length === 0) return;
    const theirs = `batch = ${number} AND customer IN (${gone.map(literal.integer).join(", ")})`;
    // Identities first: none may point at a customer that is gone.
    await removeIdentities(facts, theirs, run);
    await removeCustomers(facts, theirs, run);
  }
}

/**
 * Takes back every batch of messages that a process left open when it ended, so that no evaluation sees half of one and no message is
 * known that is nowhere. Nobody was answered about them. One process at a time does it.
 */
export async function recoverMessages({ ctx, quiet }: { readonly ctx: Recovering; readonly quiet: boolean }): Promise<number> {
  if (!(await foreignBatches(ctx)).some(({ gone }) => gone)) return 0;
  return serially(ctx, "messages.recovery", async () => {
    const lost = (await foreignBatches(ctx)).filter(({ gone }) => gone);
    for (const { batch } of lost) {
      await takeBackBatch(ctx, batch, quiet);
      await withdrawBatch(ctx, batch);
    }
    return lost.length;
  });
}
