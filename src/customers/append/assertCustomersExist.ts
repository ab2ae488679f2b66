import { literal, type Ctx, sql } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";

const INGEST = { lane: "ingest", settings: { max_query_size: 1_000_000_000 } } as const;

/**
 * Checks that customers that were looked up earlier still exist: an import that was undone, or an erasure, may have removed them since.
 * @throws BATCH_UNDECIDED: a message that is sent again makes new customers
 */
export async function assertCustomersExist({ facts }: Pick<Ctx, "facts">, customers: Iterable<number>): Promise<void> {
  const asked = [...new Set(customers)].filter((customer) => customer > 0);
  if (asked.length === 0) return;
  const [row] = await facts.rows<{ there: string }>(
    sql`
      SELECT uniqExact(customer) AS there
      FROM customers
      WHERE customer IN [${sql.join(asked.map(literal.integer))}]
    `,
    INGEST,
  );
  if (Number(row!.there) < asked.length) throw problem("BATCH_UNDECIDED", {});
}
