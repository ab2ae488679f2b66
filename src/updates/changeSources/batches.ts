import { forgetBatches, importedAmong, writtenAmong, type WrittenBatch } from "../../customers/index.ts";
import { literal, type Ctx, sql, type Sql } from "../../engine/index.ts";
import type { ChangeSource } from "../changeSource.ts";
import type { CustomerChange } from "../fewCustomers/changes.ts";

/** New rows: events, attribute values and customers of batches that no evaluation has read. */
export const BATCHES: ChangeSource = {
  isPending: async ({ batches }) => batches.length > 0,
  async changedCustomers({ ctx, batches }) {
    const written = writtenAmong(ctx, batches);
    const others = await newRowsSql(ctx, unwritten(batches, written));
    return [...others, ...Array.from(written.values(), changesOf)];
  },
  committed: ({ ctx, batches }) => forgetBatches(ctx, batches),
};

/** The batches whose rows this process does not know. */
export function unwritten(batches: readonly number[], written: ReadonlyMap<number, WrittenBatch>): number[] {
  return batches.filter((batch) => !written.has(batch));
}

/** The changes of a batch of messages, the same that `newRowsSql` finds. */
function changesOf({ events, values, customers }: WrittenBatch): CustomerChange[] {
  return [
    ...events.map(({ event, customer }) => ({ cause: "event", kind: "event", name: event, customer })),
    ...values.map(({ attribute, customer }) => ({ cause: "event", kind: "attribute", name: attribute, customer })),
    ...customers.map((customer) => ({ cause: "event", kind: "customer", name: "", customer })),
  ];
}

/** Statements `cause, kind, name, customer`: the customers of rows in these batches, and whether messages or an import brought them. */
export async function newRowsSql(ctx: Pick<Ctx, "records">, batches: readonly number[]): Promise<Sql[]> {
  if (batches.length === 0) return [];
  const imported = await importedAmong(ctx, batches);
  const cause = imported.length === 0 ? sql`'event'` : sql`if(batch IN (${numbersSql(imported)}), 'import', 'event')`;
  const among = amongSql(batches);
  return [
    sql`
      SELECT ${cause} AS cause, 'event' AS kind, event AS name, customer
      FROM events
      WHERE ${among}
    `,
    sql`
      SELECT ${cause} AS cause, 'attribute' AS kind, attribute AS name, customer
      FROM attribute_values
      WHERE ${among}
    `,
    sql`
      SELECT ${cause} AS cause, 'customer' AS kind, '' AS name, customer
      FROM customers
      WHERE ${among}
    `,
  ];
}

/** A condition that holds for the rows of these batches. */
export function amongSql(batches: readonly number[]): Sql {
  return sql`batch IN (${numbersSql(batches)})`;
}

function numbersSql(numbers: readonly number[]): Sql {
  return sql.join(numbers.map(literal.integer));
}
