import { instantOfFacts } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";

/** A line of the ledger without its bitmaps, as the store gives it. */
export interface LedgerRow {
  readonly evaluation: string;
  readonly at: string;
  readonly recorded: string;
  readonly cause: string;
  readonly version: number;
  readonly actor: string;
}

/** The columns of `LedgerRow`, alike in all rows of one tag and evaluation but for the cause, which is one for each customer. */
export const ENTRY_SQL =
  "any(l.at) AS at, any(l.recorded) AS recorded, any(l.cause) AS cause, any(l.version) AS version, any(l.actor) AS actor";

export function entryOf({ evaluation, at, recorded, cause, version, actor }: LedgerRow) {
  return {
    evaluation: Number(evaluation),
    at: formatInstant(instantOfFacts(at)),
    recorded: formatInstant(instantOfFacts(recorded)),
    cause,
    version,
    actor,
  };
}
