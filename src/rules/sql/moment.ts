import type { Catalogue } from "../../catalogue/index.ts";
import type { Sql } from "../../engine/index.ts";
import type { Instant } from "../../kernel/index.ts";
import type { Formula } from "../plan/types.ts";

/** The parameters for turning a plan into SQL. */
export interface SqlScope {
  readonly catalogue: Catalogue;
  readonly asOf: Instant;
  readonly timezone: string;
  /** The number of a tag in the fact store, where a plan reads the history. */
  readonly idOf?: ((tag: string) => number) | undefined;
  /** The customers for whom a formula over the run's bitmaps holds, as an SQL set, where a plan ranks some customers. */
  readonly among?: ((formula: Formula) => Sql) | undefined;
}

export function numberOfTag(tag: string, scope: SqlScope): number {
  if (!scope.idOf) throw new Error("a plan that reads the membership history needs the numbers of tags");
  return scope.idOf(tag);
}
