import type { Catalogue } from "../../catalogue/index.ts";
import type { Instant } from "../../kernel/index.ts";

/** What a plan becomes SQL with. */
export interface SqlScope {
  readonly catalogue: Catalogue;
  readonly asOf: Instant;
  readonly timezone: string;
}
