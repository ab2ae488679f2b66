import type { Sql } from "../../engine/index.ts";
import type { NumberFormat } from "../../kernel/index.ts";
import type { Lets, RowFault, TextValue, TimeFormat, Value } from "../../mapping/index.ts";

/** How a value of a mapping becomes a value of a type. */
export interface ImportedType {
  /** Undefined if the value can never be one (a list as a number). */
  store(value: Value, how: HowToStore): StoredSql | undefined;
  /** The formats that are looked for in a text whose mapping states none. */
  readonly detects?: "times" | "days";
  /** How the type is recognised in a column of texts; types without it are imported only where a person says so. */
  readonly guess?: {
    /** Cheap conditions, checked first. `code`: the attribute or property. */
    rough(open: OpenText, format: TimeFormat | undefined): readonly Guess[];
    /** The exact conditions for what the rough ones left; without it the rough ones are exact. */
    exact?(open: OpenText, format: TimeFormat | undefined): readonly Guess[];
  };
}

export interface HowToStore {
  readonly format: TimeFormat;
  readonly timezone: string;
  readonly lets: Lets;
}

/** The value as a column of its type (SQL). */
export interface StoredSql {
  readonly sql: Sql;
  readonly faults: readonly RowFault[];
  /** SQL of UInt8: the number had more than six decimals and was rounded. */
  readonly rounded?: Sql;
}

export interface OpenText {
  readonly code: string;
  readonly value: TextValue;
}

export interface Guess {
  /** SQL that must be true for at least one value: a column with only digits is not a date. */
  readonly needs?: Sql;
  readonly format?: TimeFormat;
  readonly numbers?: NumberFormat;
  /** SQL that is true for a value that cannot have this type. */
  readonly against: Sql;
}
