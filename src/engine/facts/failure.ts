import { Problem, problem } from "../../kernel/index.ts";

/** Codes of ClickHouse that a person can do something about. */
const MEMORY = new Set(["241", "173"]);
const TIME = new Set(["159", "160"]);
const CANCELLED = new Set(["394", "734"]);
const DISK = new Set(["243", "74", "75"]);
/** Unreadable input: cannot parse, cannot extract, unknown format, incorrect data … */
const INPUT = new Set([
  "6",
  "27",
  "33",
  "38",
  "41",
  "53",
  "72",
  "117",
  "131",
  "432",
  "475",
  "636",
  "641",
  "10",
  "1001",
  "349",
  "321",
  "271",
  "361",
  "354",
  "354",
]);

/** What became of a statement, in Tagwise's words. Anything unknown is FACTS_FAILED, with the engine's own message as its cause, for the log. */
export function factsFailure(error: unknown, context: { file?: string } = {}): Problem {
  if (error instanceof Problem) return error;
  const code = codeOf(error);
  const message = firstLine(error);
  if (/No space left|ENOSPC|NOT_ENOUGH_SPACE/i.test(message)) return problem("DISK_FULL", {}, error);
  if (MEMORY.has(code)) return problem("FACTS_MEMORY", {}, error);
  if (TIME.has(code)) return problem("FACTS_TIME", {}, error);
  if (CANCELLED.has(code) || (error instanceof Error && error.name === "AbortError")) return problem("FACTS_CANCELLED", {}, error);
  if (DISK.has(code) && /space/i.test(message)) return problem("DISK_FULL", {}, error);
  if (/ECONNREFUSED|ECONNRESET|ENOTFOUND|socket hang up|Timeout error/.test(message))
    return problem("FACTS_UNREACHABLE", { message }, error);
  if (context.file !== undefined && (INPUT.has(code) || code !== ""))
    return problem("FILE_UNREADABLE", { file: context.file, reason: message }, error);
  return problem("FACTS_FAILED", { number: code }, error);
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
