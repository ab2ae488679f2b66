import { type Sql } from "../../engine/index.ts";
import type { ValueType } from "../language/ast.ts";
import type { Seen } from "../interpret/values.ts";
import type { Measure } from "../measures/measureTypes.ts";
import type { Keep } from "../plan/size.ts";
import type { Aggregate, EventAggregate } from "../plan/types.ts";

/** A column of a pass: its state in the engine, and its values. */
export interface Column<A extends Aggregate = Aggregate> {
  readonly kind: A["kind"];
  /** The bytes that the engine keeps while a pass runs. The figures were measured and rounded up. */
  keeps(aggregate: A): Keep;
  /** The value of a customer without a row in the source: 0n, or undefined where it is missing. */
  readonly overNothing: 0n | undefined;
  /** A value as the engine returns it. `type`: the type of its property. */
  read(raw: unknown, aggregate: A, type: ValueType): Seen | undefined;
}

/** A column over the events of one customer. */
export interface EventColumn<A extends EventAggregate = EventAggregate> extends Column<A> {
  sql(aggregate: A, rows: Rows): Sql;
  /** The measure that a rule would write, for texts. */
  measure(aggregate: A): Measure;
  /** How single events can decide a comparison of the column; see sql/exists.ts. */
  readonly decidedBy?: "anyEvent" | "anyValue" | "extremeValue" | "extremeTime";
}

/** How a column reads the rows of a pass, as SQL. */
export interface Rows {
  /** Window and conditions; null when every row matches. */
  readonly filter: Sql | null;
  readonly timezone: string;
  /** The property's column; for a member of a list also the elements that count at one event. */
  property(code: string): { readonly field: Sql; readonly elements: Sql | null };
}

/** The state of a column whose size is the same for every customer. */
export function perCustomer(bytes: number): () => Keep {
  return () => ({ perCustomer: bytes, perRow: 0 });
}
