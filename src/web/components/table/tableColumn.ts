import type { ReactNode } from "react";

/** One column of a table. */
export interface Column<R> {
  readonly key: string;
  readonly title: string;
  /** Pixels; the minimum if it grows. */
  readonly width: number;
  /** Pixels on a phone, where they differ. */
  readonly phone?: number;
  /** Its share of the remaining width. */
  readonly grow?: number;
  readonly align?: "right";
  /** Hidden on a phone. */
  readonly wide?: boolean;
  readonly cell: (row: R) => ReactNode;
  /** Width of the placeholder while loading. */
  readonly bone?: number | string;
}

/** The CSS grid template of all rows. Equal templates align the columns without measuring. */
export function templateOf(columns: readonly Pick<Column<never>, "width" | "grow">[]): { template: string; least: number } {
  return {
    template: columns.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`)).join(" "),
    least: columns.reduce((sum, { width }) => sum + width, 0),
  };
}
