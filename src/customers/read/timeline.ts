import { z } from "zod";
import { findEvent, readCatalogue } from "../../catalogue/index.ts";
import { readCursor, writeCursor, type EventOnCustomer } from "../../contract/index.ts";
import { literal, type Verb, sql, type Sql } from "../../engine/index.ts";
import { findCustomer } from "../../identity/index.ts";
import { requirePermission } from "../../kernel/index.ts";
import { placesOf, readEvents } from "./events.ts";

const LIST = "customer-events";
const After = z.tuple([z.number().int(), z.string().regex(/^\d{1,39}$/)]);

export interface ListCustomerEvents {
  readonly customer: string;
  /** Code or label; all events when absent. */
  readonly event?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A customer's events up to now, newest first. The total comes with the first page. @throws CUSTOMER_NOT_FOUND, CURSOR_INVALID */
export async function listCustomerEvents({
  ctx,
  input,
}: Verb<ListCustomerEvents>): Promise<{ items: EventOnCustomer[]; next: string | null; total: number | null }> {
  requirePermission(ctx, "customer.read");
  const after = readCursor(LIST, After, input.cursor);
  const customer = await findCustomer({ ctx, input: input.customer });
  const catalogue = await readCatalogue({ ctx });
  const event = input.event === undefined ? undefined : (findEvent(catalogue, input.event)?.code ?? input.event);
  const own = sql.and([
    sql`customer = ${literal.integer(customer)} AND time <= ${literal.instant(ctx.clock())}`,
    event === undefined ? null : sql`event = ${literal.text(event)}`,
  ]);
  const beyond = after && sql`(time, id) < (${literal.instant(after[0])}, toUInt128(${literal.text(after[1])}))`;
  const found = await placesOf(ctx, sql.and([own, beyond]), input.limit + 1);
  const places = found.slice(0, input.limit);
  const last = places.at(-1);
  return {
    items: await readEvents({ ctx, input: places }),
    next: found.length > input.limit && last ? writeCursor(LIST, [last.time, last.id]) : null,
    total: after === undefined ? await countEvents(ctx, own) : null,
  };
}

async function countEvents({ facts }: Verb<unknown>["ctx"], where: Sql): Promise<number> {
  const [row] = await facts.rows<{ count: string }>(sql`SELECT count() AS count FROM events WHERE ${where}`);
  return Number(row!.count);
}
