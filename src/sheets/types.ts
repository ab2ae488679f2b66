/** The type of a cell in a workbook. Every cell is passed as text: `12.50`, `true`, `2026-01-15`, `2026-01-15 12:00:00` (local time). */
export type CellKind = "text" | "number" | "boolean" | "date" | "time";

export interface SheetColumn {
  readonly heading: string;
  readonly kind: CellKind;
  /** In characters; derived from the heading when absent. */
  readonly width?: number;
}

/** A file that is written row by row. */
export interface SheetFile {
  /** Adds a row. Returns a promise to wait for when the disk is slower. */
  row(cells: readonly (string | null)[]): Promise<void> | undefined;
  /** Finishes the file and returns its number of sheets. */
  end(): Promise<number>;
  /** Closes the file unfinished. */
  abandon(): Promise<void>;
}

export interface FormColumn extends SheetColumn {
  /** A note that appears when the pointer is on the heading. */
  readonly note?: string;
  readonly required?: boolean;
  /** The choices of the drop-down under the heading. */
  readonly choices?: readonly string[];
  /** Whether only the choices may be typed. */
  readonly strict?: boolean;
}

/** A workbook to fill in. */
export interface FormSheet {
  readonly name: string;
  readonly columns: readonly FormColumn[];
  readonly examples: readonly (readonly (string | null)[])[];
  readonly help: { readonly name: string; readonly rows: readonly (readonly [string, string])[] };
}
