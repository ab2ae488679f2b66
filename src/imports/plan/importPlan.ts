import type { Sql } from "../../engine/index.ts";
import type { FieldType } from "../../catalogue/index.ts";
import type { RowFault } from "../../mapping/index.ts";
import type { Stored } from "./store.ts";

/** An attribute or property that the file fills. */
export interface Target extends Stored {
  /** The code in the catalogue. */
  readonly code: string;
  /** The path in the mapping: `properties.amount`. */
  readonly path: string;
  readonly type: FieldType;
  /** Column of the mapped-rows table. */
  readonly column: string;
  /** True for a value that is filled from stored products. It is not part of the event's hash. */
  readonly filled?: boolean;
}

export interface PlannedIdentity {
  readonly platform: string;
  readonly path: string;
  /** Nullable(String): the value in the file. */
  readonly raw: Sql;
  /** String: the normalised value; '' identifies nobody. */
  readonly normal: Sql;
  /** String: why `normal` is '' (an IdentityFault), else ''. */
  readonly fault: Sql;
  readonly faults: readonly RowFault[];
  readonly column: string;
  /** SQL, never NULL: true if the cell contains a spreadsheet error. */
  readonly broken: Sql | undefined;
}

/** A column that would be values of one type except for a few cells, so it is a text. */
export interface Nearly {
  readonly path: string;
  readonly code: string;
  /** The name in the mapping. */
  readonly column: string;
  readonly type: FieldType;
  readonly fitting: number;
  readonly others: number;
  /** SQL of the value, and of the cells that are no values of the type. */
  readonly text: Sql;
  readonly against: Sql;
}

/** How each row is imported: complete SQL over the staged file. */
export interface ImportPlan {
  /** The one event of all rows, or SQL that names the event of each row; undefined if rows only describe customers. */
  readonly event: { readonly constant: string } | { readonly sql: Sql; readonly faults: readonly RowFault[] } | undefined;
  /** Codes of the events in the file. */
  readonly events: readonly string[];
  /** Nullable(DateTime64(3, 'UTC')). */
  readonly time: (Stored & { readonly broken: Sql | undefined }) | undefined;
  /** True: an attribute without a time of its own is written even if it does not change the value. */
  readonly restates: boolean;
  /** Nullable(String): the id of each event; with the sender, if the mapping names one. */
  readonly id: { readonly sql: Sql; readonly faults: readonly RowFault[]; readonly sender: string | undefined } | undefined;
  readonly identities: readonly PlannedIdentity[];
  readonly attributes: readonly Target[];
  readonly properties: readonly Target[];
  /** Array(String): the distinct tag names of a row; undefined if the file has no tags. */
  readonly nearly: readonly Nearly[];
  readonly tags: { readonly sql: Sql; readonly faults: readonly RowFault[] } | undefined;
}
