import { instantOfFacts, literal, type Ctx, sql } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";

export interface Seen {
  /** ISO instants of the first and the last event up to now. */
  readonly first: string;
  readonly last: string;
  readonly events: number;
}

/** When customers were first and last seen, and how many events they have; those without events are absent. */
export async function readSeen({
  ctx,
  input: customers,
}: {
  ctx: Pick<Ctx, "facts" | "clock">;
  input: readonly number[];
}): Promise<ReadonlyMap<number, Seen>> {
  if (customers.length === 0) return new Map();
  const rows = await ctx.facts.rows<{ customer: number; first: string; last: string; events: string }>(
    sql`
      SELECT customer, min(time) AS first, max(time) AS last, count() AS events
      FROM events
      WHERE customer IN [${sql.join(customers.map(literal.integer))}]
        AND time <= ${literal.instant(ctx.clock())}
      GROUP BY customer
      ORDER BY customer
    `,
  );
  const text = (time: string) => formatInstant(instantOfFacts(time));
  return new Map(
    rows.map(({ customer, first, last, events }) => [customer, { first: text(first), last: text(last), events: Number(events) }]),
  );
}
