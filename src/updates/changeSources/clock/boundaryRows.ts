import type { WrittenBatch } from "../../../customers/index.ts";
import { literal, sql, type Sql } from "../../../engine/index.ts";
import type { Instant } from "../../../kernel/index.ts";
import { ofProperty } from "./propertyColumns.ts";
import type { RowBoundary } from "./rowBoundaries.ts";

/** A row that may cross a boundary. A property with a list gives one row per value. */
export interface BoundaryRow {
  readonly kind: RowBoundary["kind"];
  readonly name: string;
  /** The property's column, or "". */
  readonly field: string;
  readonly customer: number;
  /** Milliseconds. The names differ from the columns': conditions would otherwise refer to the alias. */
  readonly atMs: string | number | null;
  readonly timeMs: string | number | null;
}

/** The kind, name and column of a boundary: boundaries with the same key are crossed by the same rows. */
type Key = Pick<RowBoundary, "kind" | "name" | "property">;

/** Boundaries, and the two instants between which rows cross them. */
interface Between {
  readonly boundaries: readonly RowBoundary[];
  readonly from: Instant;
  readonly until: Instant;
}

export function keyOf({ kind, name, property }: Key): string {
  return `${kind}\n${name}\n${property?.column.text ?? ""}`;
}

export function keyOfRow({ kind, name, field }: BoundaryRow): string {
  return `${kind}\n${name}\n${field}`;
}

/** The rows that cross one of some boundaries with the same key between two instants. */
export function crossingRowsSql({ boundaries, from, until }: Between): Sql {
  const { kind, name, property } = boundaries[0]!;
  const crossed = (valueOf: (boundary: RowBoundary) => Sql) => {
    const ranges = boundaries.map((boundary) => {
      const value = valueOf(boundary);
      return sql`(${value} >= ${literal.instant(boundary.crosses(from))} AND ${value} <= ${literal.instant(boundary.crosses(until))})`;
    });
    return sql.join(ranges, " OR ");
  };
  const condition = property ? ofProperty(property, (value) => crossed(() => value)) : crossed(({ column }) => sql.id(column));
  return sql`
    ${rowsSql(kind, property)}
    WHERE ${kind === "event" ? sql`event` : sql`attribute`} = ${literal.text(name)} AND (${condition})
  `;
}

/** Rows of some batches (a condition `among`) that cross a boundary between two instants. Few other rows are among them. */
export function newRowsSql(among: Sql, between: Between): Sql {
  const properties = new Map(between.boundaries.flatMap(({ property }) => (property ? [[property.column.text, property] as const] : [])));
  const kinds = [
    ["event", null],
    ["attribute", null],
    ...[...properties.values()].map((property) => ["event", property] as const),
  ] as const;
  const near = kinds.flatMap(([kind, property]) => {
    const condition = nearSql(kind, property, between);
    if (condition === null) return [];
    return [
      sql`
        ${rowsSql(kind, property)}
        WHERE ${among} AND ${condition}
      `,
    ];
  });
  const moved = sql`
    SELECT 'moved' AS kind, '' AS name, '' AS field, customer, NULL AS atMs, NULL AS timeMs
    FROM marked_customers
    WHERE ${among}
  `;
  return sql.join([moved, ...near], "\nUNION ALL\n");
}

/** The same rows of a batch that is known, for boundaries that are not of properties; also such as are near no boundary. */
export function boundaryRowsOf({ events, values }: WrittenBatch): BoundaryRow[] {
  return [
    ...events.map(({ event, customer, time }) => ({ kind: "event", name: event, field: "", customer, atMs: null, timeMs: time }) as const),
    ...values.map(
      ({ attribute, customer, at, time }) => ({ kind: "attribute", name: attribute, field: "", customer, atMs: at, timeMs: time }) as const,
    ),
  ];
}

function rowsSql(kind: Key["kind"], property: Key["property"]): Sql {
  if (kind === "attribute")
    return sql`
      SELECT
        'attribute' AS kind,
        attribute AS name,
        '' AS field,
        customer,
        toUnixTimestamp64Milli(at) AS atMs,
        toUnixTimestamp64Milli(time) AS timeMs
      FROM attribute_values
    `;
  const value = property === null ? sql`time` : property.array ? sql`arrayJoin(${property.column})` : property.column;
  return sql`
    SELECT
      'event' AS kind,
      event AS name,
      ${literal.text(property?.column.text ?? "")} AS field,
      customer,
      NULL AS atMs,
      toUnixTimestamp64Milli(${value}) AS timeMs
    FROM events
  `;
}

/** A condition for rows that cross a boundary of the kind between the instants. It holds for few other rows. Null: there is no boundary. */
function nearSql(kind: Key["kind"], property: Key["property"], { boundaries, from, until }: Between): Sql | null {
  const parts = (["time", "at"] as const).flatMap((column) => {
    const own = boundaries.filter(
      (one) => one.kind === kind && one.column === column && one.property?.column.text === property?.column.text,
    );
    if (own.length === 0) return [];
    const first = Math.min(...own.map(({ crosses }) => crosses(from)));
    const last = Math.max(...own.map(({ crosses }) => crosses(until)));
    const near = (value: Sql) => sql`${value} >= ${literal.instant(first)} AND ${value} <= ${literal.instant(last)}`;
    return [property ? ofProperty(property, near) : sql`ifNull(${near(sql.id(column))}, false)`];
  });
  return parts.length === 0 ? null : sql.or(parts);
}
