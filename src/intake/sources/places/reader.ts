import type { Address, Allowance } from "../../../access/index.ts";
import type { Lines } from "../lines.ts";

/** What is read of a database. */
export interface DatabaseRead {
  readonly secret: string | null;
  readonly query: string;
  readonly grows: string | null;
  /** The greatest value read before; rows with it are read again, for others may have come with the same. */
  readonly mark: string | null;
  readonly allowance: Allowance;
  readonly lines: Lines;
  readonly signal: AbortSignal;
}

/** The greatest value of the growing column that was read; the mark before when there was nothing. */
export type NewMark = string | null;

/** Seconds a query may take. */
export const QUERY_SECONDS = 3_600;
export const CONNECT_MILLISECONDS = 15_000;

export type { Address };
