import type { Value } from "./value.ts";

/** The columns that an expression may name. */
export interface Scope {
  /** A column by its exact name. */
  column(name: string): Value | undefined;
  /** A path into a column: `user.city`, `items[].price`. */
  path(name: string): Value | undefined;
  readonly names: readonly string[];
}
