import type { Catalogue } from "../../../catalogue/index.ts";
import { literal, sql, type Sql } from "../../../engine/index.ts";

/** The column of an event's property, and whether it holds a list. */
export interface PropertyColumn {
  readonly column: Sql;
  readonly array: boolean;
}

export type ColumnOf = (event: string, property: string) => PropertyColumn;

export function propertyColumns(catalogue: Catalogue): ColumnOf {
  return (event, property) => {
    const found = catalogue.events.get(event)?.properties.get(property);
    if (!found) throw new Error(`the catalogue has no property ${property} of ${event}`);
    return { column: literal.name(found.field), array: found.array };
  };
}

/** Turns a condition on one value `v` of a property into a condition on its event. */
export function ofProperty({ column, array }: PropertyColumn, condition: (value: Sql) => Sql): Sql {
  return array ? sql`arrayExists(v -> ifNull(${condition(sql`v`)}, false), ${column})` : sql`ifNull(${condition(column)}, false)`;
}
