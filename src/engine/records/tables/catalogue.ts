import type { ColumnType } from "kysely";
import type { Text } from "../../../kernel/index.ts";

type Json<T> = ColumnType<T, string, string>;
type Stamp = ColumnType<Date, Date | string | undefined, Date | string>;

export interface CatalogueTables {
  /** Blocks of numbers are taken from here: customers, tags. */
  counters: { name: string; value: number };
  attributes: { code: string; name: Json<Text>; type: string; sensitivity: string; created_at: Stamp };
  event_types: { code: string; name: Json<Text>; labelled: boolean; created_at: Stamp };
  /** Attributes whose type was changed and whose rows of the old type are still to be taken away. */
  retypes: { attribute: string };
  /** A property of an event; `field` is the column of the fact store that holds it. */
  properties: {
    event: string;
    code: string;
    name: Json<Text>;
    type: string;
    field: string;
    sensitivity: ColumnType<string, string | undefined, string>;
    created_at: Stamp;
  };
  /** A column of the events table, shared by the events whose property has this name and type. */
  fields: { field: string; property: string; type: string };
}
