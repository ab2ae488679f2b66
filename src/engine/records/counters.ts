import { sql as recordsSql } from "kysely";
import type { Records } from "./types.ts";

/**
 * Takes `count` consecutive numbers of a counter and answers the first; a counter's first number ever is 1. Given the
 * records, the numbers are never given again; given a transaction, they come back when it is rolled back, and others wait for it.
 */
export async function takeNumbers(records: Records, name: string, count: number): Promise<number> {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`cannot take ${count} numbers`);
  const { value } = await records
    .insertInto("counters")
    .values({ name, value: count })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value: recordsSql<number>`counters.value + excluded.value` }))
    .returning("value")
    .executeTakeFirstOrThrow();
  return value - count + 1;
}
