import { failureOf, type Allowance } from "../../access/index.ts";
import { problem, Problem } from "../../kernel/index.ts";
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
/** A machine that is gone without a word is noticed by asking after it. */
export const KEEP_ALIVE_MILLISECONDS = 30_000;

/** Codes of connections that do not come about, or break. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "EPIPE",
  "PROTOCOL_CONNECTION_LOST",
]);

/** Codes of what goes wrong while agreeing on encryption. */
const ENCRYPTION = /^(?:ERR_TLS_|ERR_SSL_|HANDSHAKE_|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/;

/** What a database or the way to it failed with, as a problem; the database's own words are passed on, for they say what to mend. */
export function databaseFailure(host: string, error: unknown): Problem {
  if (error instanceof Problem) return error;
  const cause = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (cause instanceof Error && code !== undefined && UNREACHABLE.has(code)) return failureOf(cause, { host }, false, 0);
  if (cause instanceof Error && code !== undefined && ENCRYPTION.test(code))
    return problem("ADDRESS_UNREACHABLE", { host, reason: cause.message.slice(0, 300) }, error);
  const reason = cause instanceof Error ? cause.message || code || cause.name : String(cause);
  return problem("SOURCE_FAILED", { where: host, reason: reason.slice(0, 500) }, error);
}
