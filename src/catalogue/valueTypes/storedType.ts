import { sql, type Sql } from "../../engine/index.ts";
import type { ExactNumber } from "../../kernel/index.ts";
import type { Value } from "../../contract/index.ts";

/** A value as a message states it. Objects may nest; a list of objects becomes members (`products[].price`). Null states nothing. */
export type IncomingValue =
  | string
  | number
  | ExactNumber
  | boolean
  | null
  | undefined
  | readonly IncomingValue[]
  | { readonly [key: string]: IncomingValue };

/** A value in the form of a column of the fact store: decimals, dates and instants are text. */
export type ColumnValue = string | boolean | string[];

/** A value in the interpreter: decimals as bigints of millionths, dates as `2026-01-31`, times as instants, lists of texts. */
export type SeenValue = string | bigint | boolean | number | readonly string[];

/** How values of a type are stored in the facts, read back and written for people. All texts are SQL unless they say otherwise. */
export interface StoredType {
  /** Its column of `attribute_values`. The migrations of the facts add it. */
  readonly column: string;
  /** The type of one value in the fact store, and of a column that may lack one. */
  readonly single: string;
  readonly kind: string;
  /** What a column holds when there is no value. */
  readonly absent: null | readonly [];
  /** Whether a column has a value, and whether two values differ (one of them may be missing). */
  present(column: Sql): Sql;
  differs(one: Sql, other: Sql): Sql;
  /** The latest value, as an aggregate over rows for which `fits` is true; of several values with one time the greatest. */
  latest(column: Sql, fits: Sql): Sql;
  /** The same order for rows: the part after ORDER BY. `among` is true for rows of the type. */
  latestFirst(column: Sql, among: Sql): Sql;
  /** About how many bytes the engine keeps for one value of a customer. */
  readonly keptBytes: number;

  /** Converts a value of a message; undefined when it does not fit. `timezone` is for times without an offset. Never for an empty value. */
  read(value: IncomingValue, timezone: string): ColumnValue | undefined;
  /** The same for a text of a value that had another type. */
  readText(text: string, timezone: string): ColumnValue | undefined;
  /** The value in the API, from a row in JSON; null when there is none. */
  shown(raw: unknown): Value | null;
  /** The value in the interpreter, from a row in JSON. */
  seen(raw: unknown): SeenValue | undefined;
  /** The value as text for the interpreter, and what that text represents. */
  text(column: Sql): Sql;
  seenText(text: string): SeenValue | undefined;

  /** The value for formats with types, if it differs from the column. */
  typed?(value: Sql, timezone: string): Sql;
  /** The value with the phones and addresses in its texts masked; absent for types without texts of people. */
  masked?(value: Sql, mask: (text: Sql) => Sql): Sql;
  /** The value as text for people, and for programs if that differs. */
  printed(value: Sql, timezone: string): Sql;
  exact?(value: Sql, timezone: string): Sql;
  /** The value as a text from which it could be read again; NULL or '' when there is none. */
  written(value: Sql): Sql;
  /** A text as a value, NULL where it cannot be read. Undefined: a property of this type cannot be made from another. */
  fromText?(text: Sql, timezone: string): Sql;
  /** A value of another type that fits without being a text. */
  readonly from?: Readonly<Record<string, (value: Sql, timezone: string) => Sql>>;
  /** The value as bytes that contain their own length. A missing value differs from every present one. */
  bytes(value: Sql): Sql[];
}

/** What nearly every type of single values has in common. */
export function single(column: string, type: string) {
  const kind = `Nullable(${type})`;
  return {
    column,
    single: type,
    kind,
    absent: null,
    present: (value: Sql) => sql`isNotNull(${value})`,
    differs: (one: Sql, other: Sql) => sql`ifNull(${one} != ${other}, true)`,
    // A maximum of plain tuples: argMax over a Nullable takes ten times as long.
    latest(value: Sql, fits: Sql) {
      const last = sql`maxIf((at, isNotNull(${value}), assumeNotNull(${value})), ${fits})`;
      return sql`if(${last}.2 = 1, ${last}.3, NULL)`;
    },
    latestFirst: (value: Sql, among: Sql) => sql`if(${among}, ${value}, NULL) DESC NULLS LAST`,
    keptBytes: 128,
    shown: (raw: unknown) => raw as Value | null,
    seen: (raw: unknown): SeenValue | undefined => String(raw),
    text: (value: Sql) => sql`toString(${value})`,
    seenText: (text: string): SeenValue | undefined => text,
    printed: (value: Sql) => sql`toString(${value})`,
    written: (value: Sql) => sql`toString(${value})`,
  } as const;
}

/** A number that no stored number or instant has. */
export const MISSING = sql`toInt64(-9223372036854775808)`;

export function fixedBytes(number: Sql): Sql {
  return sql`reinterpretAsFixedString(${number})`;
}

/** A text with its length before it. */
export function sizedBytes(text: Sql): Sql[] {
  const present = sql`ifNull(${text}, '')`;
  return [fixedBytes(sql`toUInt32(length(${present}))`), present];
}
