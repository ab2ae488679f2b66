import type { EventOnCustomer } from "../contract/index.ts";
import { literal, type Ctx } from "../engine/index.ts";
import { eventsOf } from "../customers/index.ts";
import { filterSql, type EventMeasure, type SqlScope } from "../rules/index.ts";
import type { z } from "zod";

const SHOWN = 5;

/** The latest events that a measure counted for one customer, newest first. */
export async function evidenceOf(
  ctx: Ctx,
  customer: number,
  measured: EventMeasure,
  scope: SqlScope,
): Promise<z.output<typeof EventOnCustomer>[]> {
  const filter = filterSql(measured.event, measured.where, measured.window, scope);
  const where = `event = ${literal.text(measured.event)} AND customer = ${literal.integer(customer)} AND time <= ${literal.instant(scope.asOf)}${filter === null ? "" : ` AND ${filter}`}`;
  return eventsOf(ctx, where, SHOWN);
}
