import { sql, type Sql } from "../../engine/index.ts";
import type { NumberFormat } from "../../kernel/index.ts";
import type { ReasonCode } from "../reasons.ts";

/** A row is bad for `reason` if the SQL `when` is true. `when` is never NULL. */
export interface RowFault {
  readonly reason: ReasonCode;
  readonly when: Sql;
}

interface Base {
  /** SQL over the staged rows. NULL is missing. */
  readonly sql: Sql;
  /** Faults that can make a row bad while this is computed. */
  readonly faults: readonly RowFault[];
}

/** Nullable(String). */
export interface TextValue extends Base {
  readonly type: "text";
  /**
   * The types that the file leaves open. any: a cell of a text file, which may be a number, a time or yes/no; time: a text that may be a
   * time; nothing: it is a text.
   */
  readonly loose: "any" | "time" | "nothing";
  /** The text is cleaned (text.ts), as a cell is. The result of a function may have blanks at its ends again. */
  readonly clean?: boolean;
  /** The number format, if it is known. */
  readonly numbers?: NumberFormat;
  /** SQL, never NULL: true if the cell contains a spreadsheet error; then `sql` is NULL. */
  readonly broken?: Sql;
}

/** Nullable(Decimal(38, 12)); twelve digits so that a product of two amounts is exact. */
export interface NumberValue extends Base {
  readonly type: "number";
  /** The number as the text in the file. */
  readonly text: Sql;
  /** Faults of that text: a number too large to compute with is still a valid text. */
  readonly textFaults: readonly RowFault[];
}

/** Nullable(UInt8). */
export interface BooleanValue extends Base {
  readonly type: "boolean";
}

/** Nullable(Date32): a calendar day. */
export interface DateValue extends Base {
  readonly type: "date";
  readonly text: Sql;
}

/** Nullable(DateTime64(3, 'UTC')): an instant, or a local clock time in the mapping's time zone. */
export interface TimeValue extends Base {
  readonly type: "time";
  readonly wall: boolean;
  readonly text: Sql;
}

/** Array(String), empty when missing. */
export interface ListValue extends Base {
  readonly type: "list";
}

/** One member of a list of objects, `items[].price`: an array. `element` is the type of each, in terms of `x`. */
export interface MembersValue extends Base {
  readonly type: "members";
  readonly element: TextValue | NumberValue | BooleanValue | DateValue | TimeValue;
}

/** The SQL of an expression, with its type. */
export type Value = TextValue | NumberValue | BooleanValue | DateValue | TimeValue | ListValue | MembersValue;
export type ValueType = Value["type"];

/** Faults of a part that is only computed if `condition` (never NULL) is true. */
export function faultsWhere(condition: Sql, faults: readonly RowFault[]): RowFault[] {
  return faults.map(({ reason, when }) => ({ reason, when: sql`(${condition}) AND (${when})` }));
}
