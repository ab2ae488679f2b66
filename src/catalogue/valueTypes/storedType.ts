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
  present(column: string): string;
  differs(one: string, other: string): string;
  /** The latest value, as an aggregate over rows for which `fits` is true; of several values with one time the greatest. */
  latest(column: string, fits: string): string;
  /** The same order for rows: the part after ORDER BY. `among` is true for rows of the type. */
  latestFirst(column: string, among: string): string;
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
  text(column: string): string;
  seenText(text: string): SeenValue | undefined;

  /** The value for formats with types, if it differs from the column. */
  typed?(value: string, timezone: string): string;
  /** The value with the phones and addresses in its texts masked; absent for types without texts of people. */
  masked?(value: string, mask: (text: string) => string): string;
  /** The value as text for people, and for programs if that differs. */
  printed(value: string, timezone: string): string;
  exact?(value: string, timezone: string): string;
  /** The value as a text from which it could be read again; NULL or '' when there is none. */
  written(value: string): string;
  /** A text as a value, NULL where it cannot be read. Undefined: a property of this type cannot be made from another. */
  fromText?(text: string, timezone: string): string;
  /** A value of another type that fits without being a text. */
  readonly from?: Readonly<Record<string, (value: string, timezone: string) => string>>;
  /** The value as bytes that contain their own length. A missing value differs from every present one. */
  bytes(value: string): string[];
}

/** What nearly every type of single values has in common. */
export function single(column: string, type: string) {
  const kind = `Nullable(${type})`;
  return {
    column,
    single: type,
    kind,
    absent: null,
    present: (value: string) => `isNotNull(${value})`,
    differs: (one: string, other: string) => `ifNull(${one} != ${other}, true)`,
    // A maximum of plain tuples: argMax over a Nullable takes ten times as long.
    latest(value: string, fits: string) {
      const last = `maxIf((at, isNotNull(${value}), assumeNotNull(${value})), ${fits})`;
      return `if(${last}.2 = 1, ${last}.3, NULL)`;
    },
    latestFirst: (value: string, among: string) => `if(${among}, ${value}, NULL) DESC NULLS LAST`,
    keptBytes: 128,
    shown: (raw: unknown) => raw as Value | null,
    seen: (raw: unknown): SeenValue | undefined => String(raw),
    text: (value: string) => `toString(${value})`,
    seenText: (text: string): SeenValue | undefined => text,
    printed: (value: string) => `toString(${value})`,
    written: (value: string) => `toString(${value})`,
  } as const;
}

/** A number that no stored number or instant has. */
export const MISSING = "toInt64(-9223372036854775808)";

export function fixedBytes(number: string): string {
  return `reinterpretAsFixedString(${number})`;
}

/** A text with its length before it. */
export function sizedBytes(text: string): string[] {
  const present = `ifNull(${text}, '')`;
  return [fixedBytes(`toUInt32(length(${present}))`), present];
}
