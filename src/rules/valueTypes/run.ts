import { type Sql } from "../../engine/index.ts";
import type { Day, Duration, Instant } from "../../kernel/index.ts";
import type { Moment, Seen } from "../interpret/values.ts";
import type { Comparison, Scalar } from "../language/ast.ts";
import type { SqlScope } from "../sql/moment.ts";

/** How a type of values is compared: in SQL over columns, and in the interpreter over plain values. Tests compare both. */
export interface ValueTypeRun {
  /** A value of a rule as SQL, and as the interpreter compares it. */
  literal(value: Scalar): Sql;
  wanted(value: Scalar): Seen;
  /** The column in which a metric tag keeps a value of it; null: it keeps none. */
  readonly metric: "number" | "time" | null;
  readonly place?: PlaceRun;
}

/** Tests of a place in time against now. */
export interface PlaceRun {
  withinLastSql(value: Sql, duration: Duration, scope: SqlScope): Sql;
  withinNextSql(value: Sql, duration: Duration, scope: SqlScope): Sql;
  ageSql(value: Sql, is: Comparison<Duration>, scope: SqlScope): Sql;
  /** Whether a person born then is (`<`: at least, `>=`: not yet) that many years old; and whether they are born at all. */
  bornSql(value: Sql, sign: Sql, years: number, scope: SqlScope): Sql;
  isBornSql(value: Sql, scope: SqlScope): Sql;
  /** The value in the workspace's calendar. */
  localSql(value: Sql, timezone: string): Sql;

  withinLast(value: Seen, duration: Duration, moment: Moment): boolean;
  withinNext(value: Seen, duration: Duration, moment: Moment): boolean;
  age(value: Seen, is: Comparison<Duration>, moment: Moment): boolean;
  day(value: Seen, moment: Moment): Day;

  /** Whether answers change at midnight only, because the values are days; otherwise at any instant. */
  readonly ofDays: boolean;
  /** The values of those who reach that age between two instants; null: nobody can. */
  turnedSql(value: Sql, years: number, between: { readonly early: Instant; readonly late: Instant; readonly timezone: string }): Sql | null;
}
