import {
  countField,
  likelyPropertySensitivity,
  listOf,
  readCatalogue,
  STORED_TYPES,
  type Catalogue,
  type PropertyDef,
} from "../../catalogue/index.ts";
import type { EventOnCustomer, ShownText, ShownValue, Value } from "../../contract/index.ts";
import { instantOfFacts, literal, type Ctx, type Sql, sql } from "../../engine/index.ts";
import { formatInstant, type Instant } from "../../kernel/index.ts";
import { noteCustomers, shownProperty } from "../mask.ts";

/** The key of one event row. */
export interface EventPlace {
  readonly event: string;
  readonly customer: number;
  readonly time: Instant;
  /** Its id, as decimal text. */
  readonly id: string;
}

type EventsCtx = Pick<Ctx, "records" | "facts" | "caches" | "actor" | "reads">;

type Row = { event: string; at: string; number: string; extra: string; moved: string; skew: string } & Record<string, unknown>;

/**
 * The latest events that fulfil an SQL condition over the table `events`, newest first, with properties by their codes in the catalogue.
 * The condition contains its values as literals.
 */
export async function eventsOf(ctx: EventsCtx, where: Sql, limit: number): Promise<EventOnCustomer[]> {
  return readEvents({ ctx, input: await placesOf(ctx, where, limit) });
}

/** The keys of the events. Only narrow columns are read here, so that the wide columns are read for one page only. */
export async function placesOf({ facts }: Pick<Ctx, "facts">, where: Sql, limit: number): Promise<EventPlace[]> {
  const rows = await facts.rows<{ event: string; customer: number; at: string; number: string }>(
    sql`
      SELECT event, customer, time AS at, toString(id) AS number
      FROM events
      WHERE ${where}
      ORDER BY time DESC, id DESC
      LIMIT ${literal.integer(limit)}
    `,
  );
  return rows.map(({ event, customer, at, number }) => ({ event, customer, time: instantOfFacts(at), id: number }));
}

/** Events with their properties, masked for the actor, in the order of the keys. Missing events are left out. */
export async function readEvents({ ctx, input: places }: { ctx: EventsCtx; input: readonly EventPlace[] }): Promise<EventOnCustomer[]> {
  if (places.length === 0) return [];
  const catalogue = await readCatalogue({ ctx });
  const events = [...new Set(places.map(({ event }) => event))];
  const fields = new Set(events.flatMap((event) => columnsOf(catalogue, event)));
  const own = sql`event, time AS at, toString(id) AS number, extra, clock_moved AS moved, clock_skew AS skew`;
  const columns = [own, ...Array.from(fields, literal.name)];
  const rows = await ctx.facts.rows<Row>(
    sql`
      SELECT ${sql.join(columns)}
      FROM events
      WHERE event IN ${literal.texts(events)}
        AND customer IN [${sql.join([...new Set(places.map(({ customer }) => customer))].map(literal.integer))}]
        AND time IN (${sql.join([...new Set(places.map(({ time }) => time))].map(literal.instant))})
        AND id IN (SELECT toUInt128(arrayJoin(${literal.texts(places.map(({ id }) => id))})))
    `,
  );
  noteCustomers(
    ctx,
    places.map(({ customer }) => customer),
  );
  const byId = new Map(rows.map((row) => [row.number, row]));
  return places.flatMap(({ id }) => {
    const row = byId.get(id);
    return row ? [present(ctx, catalogue, row)] : [];
  });
}

function columnsOf(catalogue: Catalogue, event: string): string[] {
  return [...(catalogue.events.get(event)?.properties.values() ?? [])].flatMap(({ code, field }) => {
    const list = listOf(code);
    return list === undefined ? [field] : [field, countField(list)];
  });
}

function present(ctx: EventsCtx, catalogue: Catalogue, row: Row): EventOnCustomer {
  const definition = catalogue.events.get(row.event);
  // Without a prototype, because `constructor` and `__proto__` may be property names.
  const properties = Object.create(null) as EventOnCustomer["properties"];
  for (const property of definition?.properties.values() ?? []) {
    const list = listOf(property.code);
    if (list !== undefined) collectMember(ctx, properties, list, property, row);
    else {
      const value = valueOf(property, row[property.field]);
      if (value !== null) properties[property.code] = shownProperty(ctx, property, value);
    }
  }
  for (const [code, value] of Object.entries(keptAside(row.extra)))
    properties[code] ??= shownProperty(ctx, definition?.properties.get(code) ?? unknownProperty(code), value);
  return {
    id: row.number,
    event: row.event,
    name: definition?.name ?? { zh: row.event, en: row.event },
    time: formatInstant(instantOfFacts(row.at)),
    properties,
    ...(row.skew !== "0" && {
      clock: { stated: formatInstant(instantOfFacts(row.at) - Number(row.moved)), skewSeconds: Number(row.skew) / 1000 },
    }),
  };
}

/** Puts one member's values into the objects of its list. */
function collectMember(ctx: EventsCtx, properties: EventOnCustomer["properties"], list: string, property: PropertyDef, row: Row): void {
  const count = Number(row[countField(list)] ?? 0);
  if (count === 0) return;
  const objects = (properties[list] ??= Array.from({ length: count }, () => ({}))) as Record<string, ShownText | null>[];
  const values = row[property.field] as readonly unknown[];
  const member = property.code.slice(list.length + "[].".length);
  for (const [index, object] of objects.entries()) {
    const value = values[index];
    if (value === null || value === undefined) continue;
    object[member] = shownProperty(ctx, property, String(STORED_TYPES[property.type].shown(value))) as ShownValue & ShownText;
  }
}

function valueOf({ type }: PropertyDef, value: unknown): Value | null {
  return value === null || value === undefined ? null : STORED_TYPES[type].shown(value);
}

/** A property that is not in the catalogue, or a member kept in `extra` as `products[].sku#2`: its name decides its sensitivity. */
function unknownProperty(code: string): Pick<PropertyDef, "code" | "type" | "sensitivity"> {
  return { code, type: "text", sensitivity: likelyPropertySensitivity(code.replace(/#\d+$/, "")) };
}

/** The values kept as text because they did not fit the catalogue. */
function keptAside(extra: string): Record<string, string> {
  return extra === "" ? {} : (JSON.parse(extra) as Record<string, string>);
}
