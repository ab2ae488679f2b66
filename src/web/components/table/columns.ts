import type { ReactNode } from "react";

/** One column of a table. */
export interface Column<R> {
  readonly key: string;
  readonly title: string;
  /** Pixels; the least when it grows. */
  readonly width: number;
  /** Pixels on a phone, where they differ. */
  readonly phone?: number;
  /** Its share of the width that is left. */
  readonly grow?: number;
  readonly align?: "right";
  /** Left out on a phone. */
  readonly wide?: boolean;
  readonly cell: (row: R) => ReactNode;
  /** Width of the quiet block while loading. */
  readonly bone?: number | string;
}

/** All rows lay out the same template by themselves, so the columns stand under each other without measuring. */
export function templateOf(columns: readonly Pick<Column<never>, "width" | "grow">[]): { template: string; least: number } {
  return {
    template: columns.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`)).join(" "),
    least: columns.reduce((sum, { width }) => sum + width, 0),
  };
}
