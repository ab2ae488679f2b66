import type { ValueType } from "../language/ast.ts";
import type { Seen } from "../interpret/values.ts";
import type { Measure } from "../measures/kinds.ts";
import type { Keep } from "../plan/size.ts";
import type { Aggregate, EventAggregate } from "../plan/types.ts";

/** A column of a pass: what it keeps, and what its values are. */
export interface Column<A extends Aggregate = Aggregate> {
  readonly kind: A["kind"];
  /** What the engine keeps of it while a pass runs, in bytes. Figures were measured and rounded up. */
  keeps(aggregate: A): Keep;
  /** The value of a customer without a row in the source: 0n, or undefined where it is missing. */
  readonly overNothing: 0n | undefined;
  /** A value as the engine writes it. `type`: that of the property it is of. */
  read(raw: unknown, aggregate: A, type: ValueType): Seen | undefined;
}

/** A column over the events of one customer. */
export interface EventColumn<A extends EventAggregate = EventAggregate> extends Column<A> {
  sql(aggregate: A, rows: Rows): string;
  /** As the measure that a rule would write, for its words. */
  measure(aggregate: A): Measure;
  /** How a single event may decide a comparison of it; see sql/exists.ts. */
  readonly decidedBy?: "anyEvent" | "anyValue" | "extremeValue" | "extremeTime";
}

/** The rows of a pass as a column reads them; all of it SQL. */
export interface Rows {
  /** Window and conditions; null when every row counts. */
  readonly filter: string | null;
  readonly timezone: string;
  /** The property's column and, of a list's member, the elements that count at one event. */
  property(code: string): { readonly field: string; readonly elements: string | null };
}

/** Of a fixed size for every customer. */
export function perCustomer(bytes: number): () => Keep {
  return () => ({ perCustomer: bytes, perRow: 0 });
}
