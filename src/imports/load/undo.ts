import { endQueuedDeletes, removeBatchRows } from "../../customers/index.ts";
import { type Ctx, literal, type RunOptions, withStage, sql, type Sql } from "../../engine/index.ts";
import { removeCustomers, removeIdentities, undoLinks, whileRemovingCustomers, UNATTESTED } from "../../identity/index.ts";
import { productsChanged } from "../../products/index.ts";

/** Counts of what was removed from the fact store. */
export interface RemovedCounts {
  readonly events: number;
  readonly attributes: number;
  readonly identities: number;
  readonly customers: number;
  /** Customers of the batch that stay, because other batches wrote about them. */
  readonly kept: number;
  readonly products: number;
}

export interface UndoOptions {
  /** Runs the removal of customers while nobody writes members: whoever is tagged meanwhile would be removed with the tag. */
  readonly whileMembersRest?: <T>(work: () => Promise<T>) => Promise<T>;
  /** SQL of customers that stay even if only the batch wrote about them. Asked while nobody writes members. */
  readonly staying?: () => Promise<Sql>;
  /** Called with a table `customer UInt32` of the customers to remove, before they are removed. */
  readonly gone?: (table: string) => Promise<void>;
}

const WRITTEN = ["messages", "events", "attribute_values", "products", "links", "customers", "identities"] as const;

/**
 * Removes all rows of a batch from the fact store. A customer that other batches wrote about stays, with the identities that lead to it.
 * May run twice: a second run counts only what is left.
 */
export async function undoBatch(
  ctx: Pick<Ctx, "facts" | "records" | "caches" | "clock">,
  batch: number,
  { whileMembersRest = (work) => work(), staying, gone: before }: UndoOptions = {},
): Promise<RemovedCounts> {
  const { facts } = ctx;
  const number = literal.integer(batch);
  const run: RunOptions = { lane: "heavy", settings: { mutations_sync: 2 } };
  const count = async (from: Sql): Promise<number> => {
    const [row] = await facts.rows<{ count: string }>(sql`SELECT count() AS count FROM ${from}`, run);
    return Number(row!.count);
  };
  await endQueuedDeletes(ctx, batch);
  const removed = { events: 0, attributes: 0, identities: 0, customers: 0, kept: 0, products: 0 };
  // One query for all tables, because most failed imports have written nothing yet.
  const wrote = WRITTEN.map((table) => sql`(SELECT count() FROM ${sql.id(table)} WHERE batch = ${number}) AS ${sql.id(table)}`);
  const [found] = await facts.rows<Record<(typeof WRITTEN)[number], string>>(sql`SELECT ${sql.join(wrote)}`, run);
  if (WRITTEN.every((table) => found![table] === "0")) return removed;
  // Ids first: after a crash here, a message marked as stored without its rows would be refused when it is sent again.
  if (found!.messages !== "0") await removeBatchRows(facts, "messages", batch, run);
  for (const [table, key] of [
    ["events", "events"],
    ["attribute_values", "attributes"],
    ["products", "products"],
  ] as const) {
    removed[key] = Number(found![table]);
    if (removed[key] === 0) continue;
    if (table === "products") await facts.run(sql`ALTER TABLE products DELETE WHERE batch = ${number}`, run);
    else await removeBatchRows(facts, table, batch, run);
  }
  if (removed.products > 0) await productsChanged(ctx);
  // Customers that only this batch merged are split before the batch's identities are removed.
  await undoLinks(ctx, batch);
  const made = await count(sql`customers FINAL WHERE batch = ${number}`);
  if (made === 0 && found!.identities === "0") return removed;
  await whileMembersRest(() => removeCustomersOf());
  removed.kept = made - removed.customers;
  return removed;

  async function removeCustomersOf(): Promise<void> {
    const manual = await staying?.();
    const alone = sql`
      NOT IN (
        SELECT customer
        FROM identities
        WHERE NOT (batch = ${number} AND ${UNATTESTED})
      ) AND customer NOT IN (SELECT customer FROM attribute_values) AND customer NOT IN (SELECT customer FROM events)${manual === undefined ? sql.empty : sql` AND customer NOT IN (${manual})`}
    `;
    const staged = (part: string) => ({ part, definition: sql`(customer UInt32) ENGINE = MergeTree ORDER BY customer`, options: run });
    await withStage(facts, staged("going"), async (going) => {
      await facts.run(
        sql`
          INSERT INTO ${sql.id(going)}
          SELECT DISTINCT customer
          FROM customers
          WHERE batch = ${number} AND customer ${alone}
        `,
        run,
      );
      if ((await count(sql.id(going))) > 0) await before?.(going);
      await whileRemovingCustomers(ctx, () =>
        withStage(facts, staged("gone"), async (gone) => {
          // Checked again, because another writer may have added rows about them.
          await facts.run(
            sql`
              INSERT INTO ${sql.id(gone)}
              SELECT customer
              FROM ${sql.id(going)}
              WHERE customer ${alone}
            `,
            run,
          );
          removed.customers = await count(sql.id(gone));
          // Identities first: an identity must not point at a customer that is gone. Identities attached to older customers go too.
          const theirs = sql`batch = ${number} AND ${UNATTESTED}
          AND (customer IN (SELECT customer FROM ${sql.id(gone)}) OR customer NOT IN (SELECT customer FROM customers WHERE batch = ${number}))`;
          removed.identities = await count(sql`identities FINAL WHERE ${theirs}`);
          await removeIdentities(ctx, theirs, run);
          await removeCustomers(facts, sql`batch = ${number} AND customer IN (SELECT customer FROM ${sql.id(gone)})`, run);
        }),
      );
    });
  }
}
