import type { NumberFormat } from "../../kernel/index.ts";
import type { ReasonCode } from "../reasons.ts";

/** A row is bad for `reason` when the SQL `when` is true; `when` is never NULL. */
export interface RowFault {
  readonly reason: ReasonCode;
  readonly when: string;
}

interface Base {
  /** SQL over the staged rows. NULL is missing. */
  readonly sql: string;
  /** What can make a row bad while this is computed. */
  readonly faults: readonly RowFault[];
}

/** Nullable(String). */
export interface TextValue extends Base {
  readonly type: "text";
  /**
   * What the file leaves open. any: a cell of a text file, which may turn out to be a number, a time or yes/no; time: a text
   * that may turn out to be a time; nothing: text it is.
   */
  readonly loose: "any" | "time" | "nothing";
  /** Cleaned already (text.ts): a cell. What a function made of cells may have blanks at its ends again. */
  readonly clean?: boolean;
  /** How numbers are written in it, where that is known. */
  readonly numbers?: NumberFormat;
  /** SQL, never NULL: the cell holds the error of a sheet, and `sql` is NULL for that. */
  readonly broken?: string;
}

/** Nullable(Decimal(38, 12)); twelve digits so that a product of two amounts is exact. */
export interface NumberValue extends Base {
  readonly type: "number";
  /** The number as text, as the file has it. */
  readonly text: string;
  /** What can be wrong with that text: a number too large to compute with is still good as text. */
  readonly textFaults: readonly RowFault[];
}

/** Nullable(UInt8). */
export interface BooleanValue extends Base {
  readonly type: "boolean";
}

/** Nullable(Date32): a calendar day. */
export interface DateValue extends Base {
  readonly type: "date";
  readonly text: string;
}

/** Nullable(DateTime64(3, 'UTC')): an instant, or the reading of a clock on the wall in the mapping's time zone. */
export interface TimeValue extends Base {
  readonly type: "time";
  readonly wall: boolean;
  readonly text: string;
}

/** Array(String), empty when missing. */
export interface ListValue extends Base {
  readonly type: "list";
}

/** One member of a list of objects, `items[].price`: an array; `element` says what each is, in terms of `x`. */
export interface MembersValue extends Base {
  readonly type: "members";
  readonly element: TextValue | NumberValue | BooleanValue | DateValue | TimeValue;
}

/** What an expression is in SQL. */
export type Value = TextValue | NumberValue | BooleanValue | DateValue | TimeValue | ListValue | MembersValue;
export type ValueType = Value["type"];

/** Faults of a part that is only computed where `condition` (never NULL) holds. */
export function faultsWhere(condition: string, faults: readonly RowFault[]): RowFault[] {
  return faults.map(({ reason, when }) => ({ reason, when: `(${condition}) AND (${when})` }));
}
