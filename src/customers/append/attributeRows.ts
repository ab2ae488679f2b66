import {
  codeFault,
  isNothing,
  saysNothing,
  STORED_TYPES,
  type AttributeDef,
  type Catalogue,
  type ColumnValue,
  type FieldType,
} from "../../catalogue/index.ts";
import { factsInstant } from "../../engine/index.ts";
import type { IncomingCustomer } from "./messages.ts";
import type { Violations } from "./violations.ts";
import { looksPersonal } from "./personal.ts";
import { suggestedType } from "./suggestType.ts";
import { commonType, suggested } from "./unseenCodes.ts";
import { columnValue, keptText } from "./values.ts";

/** A row of the table `attribute_values`: of the value columns (by their names) exactly one is set, none when `cleared`. */
export interface AttributeRow extends Record<string, unknown> {
  attribute: string;
  customer: number;
  at: string;
  received: string;
  batch: number;
  /** The identity that brought the row (identity/read/origin.ts). */
  origin: number;
  text: string | null;
  time: string | null;
  list: string[];
  cleared: boolean;
}

export interface AttributeRowSettings {
  readonly catalogue: Catalogue;
  readonly timezone: string;
  readonly received: string;
  readonly batch: number;
}

/** Types for attributes that are not in the catalogue: for each one a type that fits all its values. */
export function unseenAttributes(customers: readonly IncomingCustomer[], catalogue: Catalogue): Record<string, FieldType> {
  const types = new Map<string, FieldType | undefined>();
  for (const { attributes } of customers) {
    for (const code in attributes) {
      const value = attributes[code];
      if (catalogue.attributes.has(code) || isNothing(value) || codeFault(code, code) !== undefined) continue;
      types.set(code, commonType(types.get(code), suggestedType(code, value)));
    }
  }
  return suggested(types);
}

/** The new attributes with at least one value that looks personal. */
export function personalAttributes(customers: readonly IncomingCustomer[], unseen: Readonly<Record<string, FieldType>>): string[] {
  return Object.keys(unseen).filter((code) => customers.some(({ attributes }) => looksPersonal(attributes[code])));
}

/** A row and the index of the message that states it. */
export interface StatedRow {
  readonly row: AttributeRow;
  readonly message: number;
}

/**
 * The rows of attribute messages, with the customers that were resolved for them. A value that does not fit its attribute's type is counted
 * and stored in another column of its row, where a later change of the type finds it.
 */
export function attributeRows(
  customers: readonly IncomingCustomer[],
  of: { readonly customers: ArrayLike<number>; readonly origins: ArrayLike<number> },
  { catalogue, timezone, received, batch }: AttributeRowSettings,
  violations: Violations,
): StatedRow[] {
  const rows: StatedRow[] = [];
  for (const [message, { attributes, at }] of customers.entries()) {
    const base = { customer: of.customers[message]!, origin: of.origins[message]!, at: factsInstant(at), received, batch };
    for (const code in attributes) {
      const value = attributes[code];
      const attribute = catalogue.attributes.get(code);
      if (value === undefined) continue;
      if (!attribute) {
        if (!isNothing(value)) violations.add(null, code, "text", value);
      } else if (saysNothing(attribute.type, value) || isEmpty(value))
        rows.push({ message, row: { attribute: code, ...base, ...EMPTY, cleared: true } });
      else {
        const fitting = columnValue(attribute.type, value, timezone);
        if (fitting === undefined) {
          violations.add(null, code, attribute.type, value);
          rows.push({ message, row: { attribute: code, ...base, ...EMPTY, ...asideColumn(attribute, value) } });
        } else rows.push({ message, row: { attribute: code, ...base, ...EMPTY, ...valueColumn(attribute, fitting) } });
      }
    }
  }
  return rows;
}

function isEmpty(value: IncomingCustomer["attributes"][string]): boolean {
  return Array.isArray(value) && value.length === 0;
}

const EMPTY = {
  text: null,
  time: null,
  list: [],
  ...Object.fromEntries(Object.values(STORED_TYPES).map(({ column, absent }) => [column, absent])),
  cleared: false,
};

/** The column for a value that does not fit: text, or a list for an attribute of type text, whose own column is taken. */
function asideColumn({ type }: AttributeDef, value: IncomingCustomer["attributes"][string]): Partial<AttributeRow> {
  if (STORED_TYPES[type].column !== "text") return { text: keptText(value) };
  return { list: (columnValue("list", value, "UTC") as string[] | undefined) ?? [keptText(value)] };
}

function valueColumn({ type }: AttributeDef, value: ColumnValue): Partial<AttributeRow> {
  return { [STORED_TYPES[type].column]: value };
}
