import type { Ctx } from "../../engine/index.ts";
import { tagsOfCustomers, type CustomerTag } from "../members.ts";
import { membersInMemory } from "./remembered.ts";

/**
 * The tags and values these customers have as of the newest evaluation that has ended, from memory where members find room there. The same
 * as `tagsOfCustomers` while no evaluation runs; while one writes, that may show a part of it.
 */
export async function heldNow(ctx: Ctx, customers: readonly number[]): Promise<ReadonlyMap<number, readonly CustomerTag[]>> {
  const sets = await membersInMemory(ctx);
  if (sets) return new Map(customers.map((customer) => [customer, sets.of(customer)]));
  return Map.groupBy(await tagsOfCustomers(ctx, customers), ({ customer }) => customer);
}
