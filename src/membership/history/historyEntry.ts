import { instantOfFacts, sql } from "../../engine/index.ts";
import { formatInstant } from "../../kernel/index.ts";

/** A row of the history without its bitmaps, as the store returns it. */
export interface HistoryRow {
  readonly evaluation: string;
  readonly at: string;
  readonly recorded: string;
  readonly cause: string;
  readonly version: number;
  readonly actor: string;
}

/** Columns of `HistoryRow`. All rows of one tag and evaluation agree in them, except for the cause. */
export const ENTRY_SQL = sql`
  any(l.at) AS at,
  any(l.recorded) AS recorded,
  any(l.cause) AS cause,
  any(l.version) AS version,
  any(l.actor) AS actor
`;

export function entryOf({ evaluation, at, recorded, cause, version, actor }: HistoryRow) {
  return {
    evaluation: Number(evaluation),
    at: formatInstant(instantOfFacts(at)),
    recorded: formatInstant(instantOfFacts(recorded)),
    cause,
    version,
    actor,
  };
}
