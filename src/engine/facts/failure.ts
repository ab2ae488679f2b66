import { FENCED } from "../lease/fence.ts";
import { Problem, problem } from "../../kernel/index.ts";
import { WITHDRAWN } from "./batchInsert.ts";
import { INPUT } from "./inputErrors.ts";

/** Codes of ClickHouse: MEMORY_LIMIT_EXCEEDED, CANNOT_ALLOCATE_MEMORY, MEMORY_RESERVATION_FAILED and _KILLED. */
const MEMORY = new Set(["241", "173", "777", "778"]);
/** TIMEOUT_EXCEEDED, TOO_SLOW. */
const TIME = new Set(["159", "160"]);
/** QUERY_WAS_CANCELLED, CANNOT_WRITE_AFTER_BUFFER_CANCELED, QUERY_WAS_CANCELLED_BY_CLIENT. */
const CANCELLED = new Set(["394", "734", "735"]);
/** NOT_ENOUGH_SPACE. */
const SPACE = "243";
/** Data that was written and cannot be read: parts, marks and checksums of the engine's own tables. */
const DAMAGED = new Set(["40", "91", "226", "227", "228", "231", "1000"]);
/** CANNOT_OPEN_FILE, FILE_DOESNT_EXIST: a file of the store, where no file of a person is read. */
const MISSING = new Set(["76", "107"]);
const CONNECTION = /ECONNREFUSED|ECONNRESET|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EPIPE|ETIMEDOUT|socket hang up|Timeout error/;

/**
 * What became of a statement, in Tagwise's words. An error of reading input is the file's; any other says what it is, also where a file was
 * at hand. Anything unknown is FACTS_FAILED. The engine's own message is the cause, for the log: it names hosts and data.
 */
export function factsFailure(error: unknown, context: { file?: string } = {}): Problem {
  if (error instanceof Problem) return error;
  const code = wrappedCode(error) ?? codeOf(error);
  const message = firstLine(error);
  if (message.includes(FENCED)) return problem("LEASE_LOST", {}, error);
  if (message.includes(WITHDRAWN)) return problem("BATCH_WITHDRAWN", {}, error);
  if (code === SPACE || /No space left|ENOSPC|NOT_ENOUGH_SPACE|Disk quota exceeded/i.test(message)) return problem("DISK_FULL", {}, error);
  if (MEMORY.has(code)) return problem("FACTS_MEMORY", {}, error);
  if (TIME.has(code)) return problem("FACTS_TIME", {}, error);
  if (CANCELLED.has(code) || (error instanceof Error && error.name === "AbortError")) return problem("FACTS_CANCELLED", {}, error);
  const lost = code === "" ? CONNECTION.exec(message)?.[0] : undefined;
  if (lost !== undefined) return problem("FACTS_UNREACHABLE", { reason: lost }, error);
  if (context.file !== undefined && INPUT.has(code)) return problem("FILE_UNREADABLE", { file: context.file, reason: message }, error);
  if (DAMAGED.has(code) || (context.file === undefined && MISSING.has(code))) return problem("FACTS_DAMAGED", { number: code }, error);
  return problem("FACTS_FAILED", { number: code }, error);
}

/**
 * The code of the failure that an error quotes: a mutation that fails says UNFINISHED (341) and why. The client shortens the message of the
 * error that it makes of it, so the causes are read too.
 */
function wrappedCode(error: unknown): string | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const code = /reason: 'Code: (\d+)/.exec(one.message)?.[1];
    if (code !== undefined) return code;
  }
  return undefined;
}

function codeOf(error: unknown): string {
  const own = (error as { code?: unknown }).code;
  if (typeof own === "string" && /^\d+$/.test(own)) return own;
  const deeper = (error as { clickhouseCode?: unknown }).clickhouseCode;
  if (typeof deeper === "number") return String(deeper);
  return /Code: (\d+)/.exec(String((error as Error).message ?? ""))?.[1] ?? "";
}

function firstLine(error: unknown): string {
  return String((error as Error).message ?? error)
    .split("\n")[0]!
    .slice(0, 500);
}
