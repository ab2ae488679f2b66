import type { FieldType } from "../../catalogue/index.ts";
import type { RowFault } from "../../mapping/index.ts";
import type { Stored } from "./store.ts";

/** An attribute or property that the file fills. */
export interface Target extends Stored {
  /** As the catalogue knows it. */
  readonly code: string;
  /** Where the mapping says so: `properties.amount`. */
  readonly path: string;
  readonly type: FieldType;
  /** Column of the mapped rows. */
  readonly column: string;
  /** Not of the file: filled in from what is known, and no part of what makes an event the same event. */
  readonly filled?: boolean;
}

export interface PlannedIdentity {
  readonly platform: string;
  readonly path: string;
  /** Nullable(String), as the file has it. */
  readonly raw: string;
  /** String, in its one form; '' identifies nobody. */
  readonly normal: string;
  /** String: why `normal` is '' (an IdentityFault); '' where it is not. */
  readonly fault: string;
  readonly faults: readonly RowFault[];
  readonly column: string;
  /** SQL, never NULL: the cell holds the error of a sheet. */
  readonly broken: string | undefined;
}

/** A column that would be numbers but for a few cells, and is a text for them. */
export interface Nearly {
  readonly path: string;
  readonly code: string;
  /** As the mapping names it. */
  readonly column: string;
  readonly numbers: number;
  readonly others: number;
  /** SQL of the value, and of what makes it no number. */
  readonly text: string;
  readonly against: string;
}

/** What becomes of each row: SQL over the source, nothing left open. */
export interface Plan {
  /** The one event of all rows, or an expression that names it in each; undefined when rows describe customers only. */
  readonly event: { readonly constant: string } | { readonly sql: string; readonly faults: readonly RowFault[] } | undefined;
  /** Codes of the events in the file. */
  readonly events: readonly string[];
  /** Nullable(DateTime64(3, 'UTC')). */
  readonly time: (Stored & { readonly broken: string | undefined }) | undefined;
  /** Without a time of their own, attributes are written also where they hold already. */
  readonly restates: boolean;
  /** Nullable(String): what names each event; of which sender, where the mapping says so. */
  readonly id: { readonly sql: string; readonly faults: readonly RowFault[]; readonly sender: string | undefined } | undefined;
  readonly identities: readonly PlannedIdentity[];
  readonly attributes: readonly Target[];
  readonly properties: readonly Target[];
  /** Array(String): the words that name tags, each once; undefined when the file names none. */
  readonly nearly: readonly Nearly[];
  readonly tags: { readonly sql: string; readonly faults: readonly RowFault[] } | undefined;
}
