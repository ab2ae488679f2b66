import { literal, type Ctx } from "../../engine/index.ts";
import { problem } from "../../kernel/index.ts";

const INGEST = { lane: "ingest", settings: { max_query_size: 1_000_000_000 } } as const;

/**
 * Checks that the customers of rows just written still exist: an import that was undone at the same moment may have removed them.
 * @throws BATCH_UNDECIDED: when the message is sent again, its identities make new customers
 */
export async function assertCustomersExist({ facts }: Pick<Ctx, "facts">, customers: Iterable<number>): Promise<void> {
  const asked = [...new Set(customers)].filter((customer) => customer > 0);
  if (asked.length === 0) return;
  const [row] = await facts.rows<{ there: string }>(
    `SELECT uniqExact(customer) AS there FROM customers WHERE customer IN [${asked.map(literal.integer).join(", ")}]`,
    INGEST,
  );
  if (Number(row!.there) < asked.length) throw problem("BATCH_UNDECIDED", {});
}
