import { problem, Problem } from "../kernel/index.ts";

const DISK_FULL = "53100";
/** PostgreSQL's codes of texts it cannot keep: a NUL in a text or in JSON, half a character in JSON. */
const UNUSABLE = new Set(["22021", "22P05", "22P02"]);
/** What the driver says without a code. */
const LOST = /^Connection terminated|^timeout exceeded when trying to connect|^Query read timeout/;
/** A statement that the server ended at its limit. */
const TIMED_OUT = "57014";
/** PostgreSQL's codes of connections that fail, servers that stop, and too many connections. */
const UNREACHABLE = /^(08...|57P0[123]|53300)$/;

/**
 * Any failure as an error of the registry. What is not foreseen becomes INTERNAL: its own text stays in the log and never reaches
 * a caller.
 */
export function asProblem(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error;
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT" || code === DISK_FULL) return problem("DISK_FULL", {}, error);
  if (code === TIMED_OUT) return problem("RECORDS_TIME", {}, error);
  if (code === "ECONNREFUSED" || code === "ECONNRESET" || (code !== undefined && UNREACHABLE.test(code)))
    return problem("RECORDS_UNREACHABLE", { where: "DATABASE_URL", reason: code }, error);
  if (error instanceof Error && LOST.test(error.message))
    return problem("RECORDS_UNREACHABLE", { where: "DATABASE_URL", reason: error.message }, error);
  if (code !== undefined && UNUSABLE.has(code)) return problem("TEXT_UNUSABLE", {}, error);
  return problem("INTERNAL", { requestId }, error);
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === "string" ? code : undefined;
}
