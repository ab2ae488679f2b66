import { failureOf, type Allowance } from "../../access/index.ts";
import { problem, Problem } from "../../kernel/index.ts";
import type { Lines } from "../lines.ts";

/** The query of a database source. */
export interface DatabaseRead {
  readonly secret: string | null;
  readonly query: string;
  readonly incrementalColumn: string | null;
  /** The greatest value read before. Rows with this value are read again, because others may have been added with the same one. */
  readonly mark: string | null;
  readonly allowance: Allowance;
  readonly lines: Lines;
  readonly signal: AbortSignal;
}

/** The greatest value of the incremental column that was read; the previous mark if there was no row. */
export type NewMark = string | null;

/** Most seconds of a query. */
export const QUERY_SECONDS = 3_600;
export const CONNECT_MILLISECONDS = 15_000;
/** Keep-alive packets notice a machine that disappeared. */
export const KEEP_ALIVE_MILLISECONDS = 30_000;

/** Codes of connections that fail or break. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "EPIPE",
  "PROTOCOL_CONNECTION_LOST",
]);

/** Codes of failures during TLS negotiation. */
const ENCRYPTION = /^(?:ERR_TLS_|ERR_SSL_|HANDSHAKE_|CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/;

/** An error of a database or connection as a problem. The database's message is passed on, because it says what to fix. */
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
