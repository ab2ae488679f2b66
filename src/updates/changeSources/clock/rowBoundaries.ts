import { addDuration, subtractDuration, type Duration, type Instant } from "../../../kernel/index.ts";
import { boundariesOf, type Plan } from "../../../rules/index.ts";
import type { ColumnOf, PropertyColumn } from "./propertyColumns.ts";

/** A boundary that rows cross as time passes. */
export interface RowBoundary {
  readonly kind: "event" | "attribute";
  /** The code of the event or attribute. */
  readonly name: string;
  /** The property whose values cross the boundary; null: the event's own time. */
  readonly property: PropertyColumn | null;
  readonly column: "time" | "at";
  /** The time of rows that cross the boundary at this instant. */
  readonly crosses: (now: Instant) => Instant;
  /** The instant at which a row with this time crosses the boundary. */
  readonly crossedAt: (row: Instant) => Instant;
}

/**
 * The boundaries of a plan that are a duration away from now; `key` identifies one. Calendar spans, birthdays and days are not among them.
 */
export function rowBoundariesOf(
  plan: Plan,
  columnOf: ColumnOf,
  timezone: string,
): { readonly key: readonly unknown[]; readonly boundary: RowBoundary }[] {
  const { events, attributes } = boundariesOf(plan);
  const found: { key: readonly unknown[]; boundary: RowBoundary }[] = [];
  const add = (key: readonly unknown[], boundary: RowBoundary) => found.push({ key, boundary });
  /** Boundaries of values: a duration before now, or after now. */
  const addLengths = (
    key: readonly unknown[],
    where: Pick<RowBoundary, "kind" | "name" | "property">,
    { back, ahead }: { readonly back: readonly Duration[]; readonly ahead: readonly Duration[] },
  ) => {
    for (const offset of back)
      add([...key, "back", offset], {
        ...where,
        column: "time",
        crosses: (now) => subtractDuration(now, offset, timezone),
        crossedAt: (row) => addDuration(row, offset, timezone),
      });
    for (const lead of ahead)
      add([...key, "ahead", lead], {
        ...where,
        column: "time",
        crosses: (now) => addDuration(now, lead, timezone),
        crossedAt: (row) => subtractDuration(row, lead, timezone),
      });
  };
  for (const [name, { offsets, properties }] of events) {
    addLengths(["event", name], { kind: "event", name, property: null }, { back: offsets, ahead: [] });
    for (const [property, values] of properties)
      addLengths(["event", name, property], { kind: "event", name, property: columnOf(name, property) }, values);
  }
  for (const [name, values] of attributes) {
    add(["attribute", name], { kind: "attribute", name, property: null, column: "at", crosses: (now) => now, crossedAt: (row) => row });
    addLengths(["attribute", name], { kind: "attribute", name, property: null }, values);
  }
  return found;
}
