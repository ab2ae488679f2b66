/** How a cell is kept in a workbook. Every cell is given as text: `12.50`, `true`, `2026-01-15`, `2026-01-15 12:00:00` (a wall clock). */
export type CellKind = "text" | "number" | "boolean" | "date" | "time";

export interface SheetColumn {
  readonly heading: string;
  readonly kind: CellKind;
  /** In characters; by the heading when absent. */
  readonly width?: number;
}

/** A file of rows that is being written. */
export interface SheetFile {
  /** Adds a row; a promise while the disk is behind. */
  row(cells: readonly (string | null)[]): Promise<void> | undefined;
  /** Finishes the file; answers how many sheets it has. */
  end(): Promise<number>;
  /** Lets go of the file, unfinished. */
  abandon(): Promise<void>;
}

export interface FormColumn extends SheetColumn {
  /** Shown when the pointer rests on the heading. */
  readonly note?: string;
  readonly required?: boolean;
  /** What the drop-down under the heading offers. */
  readonly choices?: readonly string[];
  /** Whether nothing but the choices may be typed. */
  readonly strict?: boolean;
}

/** A workbook to fill in. */
export interface FormSheet {
  readonly name: string;
  readonly columns: readonly FormColumn[];
  readonly examples: readonly (readonly (string | null)[])[];
  readonly help: { readonly name: string; readonly rows: readonly (readonly [string, string])[] };
}
