import type { Text, ValueType } from "../kernel/index.ts";

/** The type of an attribute or property. */
export type FieldType = ValueType;

export type Sensitivity = "ordinary" | "personal" | "sensitive";

/** A typed fact about a customer, which rules may use. */
export interface AttributeDef {
  readonly code: string;
  readonly name: Text;
  readonly type: FieldType;
  readonly sensitivity: Sensitivity;
}

/** A property of one event. */
export interface PropertyDef {
  /** The code in events; a member of a list of objects is `products[].price`. */
  readonly code: string;
  readonly name: Text;
  readonly type: FieldType;
  readonly sensitivity: Sensitivity;
  /** The column of the table `events`; the same for every event with a property of this code and type. */
  readonly field: string;
  /** The code contains `[].`: the column is an array with one element per object of the event's list. */
  readonly array: boolean;
}

export interface EventDef {
  readonly code: string;
  readonly name: Text;
  /** Whether a person or the built-in catalogue has labelled it; false when it registered itself from data. */
  readonly labelled: boolean;
  readonly properties: ReadonlyMap<string, PropertyDef>;
}

/** The attributes and events that rules may use. Frozen; a change makes a new one. */
export interface Catalogue {
  readonly attributes: ReadonlyMap<string, AttributeDef>;
  readonly events: ReadonlyMap<string, EventDef>;
}
