import type { Day, Duration, Instant } from "../../kernel/index.ts";
import type { Moment, Seen } from "../interpret/values.ts";
import type { Comparison, Scalar } from "../language/ast.ts";
import type { SqlScope } from "../sql/moment.ts";

/** How a type of values is compared: in SQL over columns, and in the interpreter over plain values. Tests compare both. */
export interface ValueTypeRun {
  /** A value of a rule as SQL, and as the interpreter compares it. */
  literal(value: Scalar): string;
  wanted(value: Scalar): Seen;
  /** The column in which a metric tag keeps a value of it; null: it keeps none. */
  readonly metric: "number" | "time" | null;
  readonly place?: PlaceRun;
}

/** Tests of a place in time against now. */
export interface PlaceRun {
  withinLastSql(value: string, duration: Duration, scope: SqlScope): string;
  withinNextSql(value: string, duration: Duration, scope: SqlScope): string;
  ageSql(value: string, is: Comparison<Duration>, scope: SqlScope): string;
  /** Whether a person born then is (`<`: at least, `>=`: not yet) that many years old; and whether they are born at all. */
  bornSql(value: string, sign: "<" | ">=", years: number, scope: SqlScope): string;
  isBornSql(value: string, scope: SqlScope): string;
  /** The value in the workspace's calendar. */
  localSql(value: string, timezone: string): string;

  withinLast(value: Seen, duration: Duration, moment: Moment): boolean;
  withinNext(value: Seen, duration: Duration, moment: Moment): boolean;
  age(value: Seen, is: Comparison<Duration>, moment: Moment): boolean;
  day(value: Seen, moment: Moment): Day;

  /** Whether answers change at midnight only, because the values are days; otherwise at any instant. */
  readonly ofDays: boolean;
  /** The values of those who reach that age between two instants; null: nobody can. */
  turnedSql(
    value: string,
    years: number,
    between: { readonly early: Instant; readonly late: Instant; readonly timezone: string },
  ): string | null;
}
