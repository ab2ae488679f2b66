import type { Text } from "../kernel/index.ts";

/** What a value can be. Numbers are decimals, a date is a calendar day without a zone, times are instants, a list is texts. */
export type FieldType = "text" | "number" | "boolean" | "date" | "time" | "list";
export const FIELD_TYPES: readonly FieldType[] = ["text", "number", "boolean", "date", "time", "list"];

export type Sensitivity = "ordinary" | "personal" | "sensitive";

/** A typed fact about a customer that rules may name. */
export interface AttributeDef {
  readonly code: string;
  readonly name: Text;
  readonly type: FieldType;
  readonly sensitivity: Sensitivity;
}

/** A property of one event. */
export interface PropertyDef {
  /** As events carry it; a member of a list of objects is `products[].price`. */
  readonly code: string;
  readonly name: Text;
  readonly type: FieldType;
  readonly sensitivity: Sensitivity;
  /** The column of the table `events` that holds it; equal for every event that has a property of this code and type. */
  readonly field: string;
  /** The code contains `[].`: the column is an array with one element per object of the event's list. */
  readonly array: boolean;
}

export interface EventDef {
  readonly code: string;
  readonly name: Text;
  /** Whether a person (or the built-in catalogue) has named it; false for what arrived and registered itself. */
  readonly labelled: boolean;
  readonly properties: ReadonlyMap<string, PropertyDef>;
}

/** The attributes and events a rule may name. Frozen; a change of the catalogue makes a new one. */
export interface Catalogue {
  readonly attributes: ReadonlyMap<string, AttributeDef>;
  readonly events: ReadonlyMap<string, EventDef>;
}
