import {
  endQueuedDeletes,
  foreignBatches,
  forgetConflicts,
  markForEvaluation,
  refuseBatchRows,
  removeBatchRows,
  withdrawBatch,
} from "../../customers/index.ts";
import { cacheKind, endStatements, literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import { removeCustomers, removeIdentities, serially, whileRemovingCustomers } from "../../identity/index.ts";

type Stores = Pick<Ctx, "records" | "facts" | "caches">;
type Recovering = Stores & Pick<Ctx, "lease">;

/**
 * Removes what an unfinished batch of messages wrote: its events, values, and the customers that it created and nobody else wrote about. No
 * caller got an answer, so each sends again. Identities of other customers stay. May run twice.
 * `quiet`: nothing else writes. Otherwise another writer may be adding rows to a customer of this batch, so the batch's customers stay, and
 * the repeated messages find them.
 */
export async function revertBatch(ctx: Stores, batch: number, quiet: boolean): Promise<void> {
  const { facts, records } = ctx;
  await refuseBatchRows(facts, batch);
  await endQueuedDeletes({ facts }, batch);
  await forgetConflicts(records, { batch });
  const number = literal.integer(batch);
  const run = { lane: "ingest", settings: { mutations_sync: 2 } } as const;
  const customersIn = async (table: string, where: Sql): Promise<number[]> => {
    const rows = await facts.rows<{ customer: number }>(
      sql`
      SELECT DISTINCT customer
      FROM ${sql.id(table)}
      WHERE ${where}
      ORDER BY customer
    `,
      run,
    );
    return rows.map(({ customer }) => customer);
  };
  const touched = new Set<number>();
  for (const table of ["customers", "attribute_values", "events"])
    for (const customer of await customersIn(table, sql`batch = ${number}`)) touched.add(customer);
  // An evaluation may have read some of these rows, so the next one evaluates their customers again.
  await markForEvaluation(facts, touched, batch);
  // Messages first: after a crash here, a message marked as stored without its rows would be refused when it is sent again.
  for (const table of ["messages", "attribute_values", "events"] as const) {
    const [row] = await facts.rows<{ count: string }>(sql`SELECT count() AS count FROM ${sql.id(table)} WHERE batch = ${number}`, run);
    if (row!.count !== "0") await removeBatchRows(facts, table, batch, run);
  }
  if (!quiet) return;
  if ((await customersIn("customers", sql`batch = ${number}`)).length > 0) await whileRemovingCustomers(ctx, takeOutCustomers);

  async function takeOutCustomers(): Promise<void> {
    const made = await customersIn("customers", sql`batch = ${number}`);
    const among = sql`customer IN (${sql.join(made.map(literal.integer))})`;
    const others = new Set([
      ...(await customersIn("identities", sql`batch != ${number} AND ${among}`)),
      ...(await customersIn("events", among)),
      ...(await customersIn("attribute_values", among)),
    ]);
    const gone = made.filter((customer) => !others.has(customer));
    if (gone.length === 0) return;
    const theirs = sql`batch = ${number} AND customer IN (${sql.join(gone.map(literal.integer))})`;
    // Identities first: an identity must not point at a customer that is gone.
    await removeIdentities(ctx, theirs, run);
    await removeCustomers(facts, theirs, run);
  }
}

/** No process but this one can be at the stores, and what earlier ones left open is removed: nobody can leave more. */
const NOTHING_LEFT = cacheKind<true>("tracking.nothingLeftOpen", "process");

/**
 * Removes each batch of messages that a dead process left open. Otherwise an evaluation would see half a batch, or a message would be
 * marked as stored without its rows. No caller got an answer about these batches. Only one process at a time does this.
 */
export async function recoverMessages({ ctx, quiet }: { readonly ctx: Recovering; readonly quiet: boolean }): Promise<number> {
  if (ctx.caches.get(NOTHING_LEFT)) return 0;
  const left = (await foreignBatches(ctx)).some(({ gone }) => gone);
  if (!left && ctx.lease.alone) ctx.caches.set(NOTHING_LEFT, true);
  if (!left) return 0;
  return serially(ctx, "messages.recovery", async () => {
    const lost = (await foreignBatches(ctx)).filter(({ gone }) => gone);
    for (const { batch, process } of lost) {
      await refuseBatchRows(ctx.facts, batch);
      // A statement that began before that was not refused: the store goes on with what a dead process asked for.
      if (process !== null) await endStatements(ctx.facts, process);
      await revertBatch(ctx, batch, quiet);
      await withdrawBatch(ctx, batch);
    }
    return lost.length;
  });
}
