import type { EventOnCustomer } from "../contract/index.ts";
import { literal, type Ctx, sql, type Sql } from "../engine/index.ts";
import { eventsOf } from "../customers/index.ts";
import { filterSql, type EventMeasure, type SqlScope } from "../rules/index.ts";
import type { z } from "zod";

const MAX_SHOWN = 5;
const LIFETIME = { kind: "lifetime" } as const;

/** The latest events that a measure counted for one customer, newest first. */
export async function countedEventsOf(
  ctx: Ctx,
  customer: number,
  measured: EventMeasure,
  scope: SqlScope,
): Promise<z.output<typeof EventOnCustomer>[]> {
  const { event, where } = measured;
  const since = measured.window.kind === "since" ? measured.window.anchor : null;
  const own = sql`customer = ${literal.integer(customer)} AND time <= ${literal.instant(scope.asOf)}`;
  const rows = (name: string, filter: Sql | null) =>
    sql`event = ${literal.text(name)} AND ${own}${filter === null ? sql.empty : sql` AND ${filter}`}`;
  const counted = rows(event, filterSql(event, where, since ? LIFETIME : measured.window, scope));
  if (!since) return eventsOf(ctx, counted, MAX_SHOWN);
  const anchors = rows(since.event, filterSql(since.event, since.where, LIFETIME, scope));
  const anchor = sql`
    SELECT ${since.which === "first" ? sql`minOrNull` : sql`maxOrNull`}(time)
    FROM events
    WHERE ${anchors}
  `;
  return eventsOf(ctx, sql`${counted} AND ifNull(time > (${anchor}), false)`, MAX_SHOWN);
}
