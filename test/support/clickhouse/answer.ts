import type { ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";

/** An error as ClickHouse names it. */
export class Refusal extends Error {
  readonly code: number;
  readonly type: string;
  constructor(code: number, type: string, text: string) {
    super(`Code: ${code}. DB::Exception: ${text}. (${type})`);
    this.code = code;
    this.type = type;
  }
}

/** The engine's error, read from its text `Code: N. DB::Exception: … (NAME)`. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const text = (error instanceof Error ? error.message : String(error)).replaceAll(/\n?\/\*query_id:[^*]*\*\/\n?/g, "");
  const match = /Code: (\d+)\. DB::Exception: ([\s\S]*)\(([A-Z0-9_]+)\)/.exec(text);
  return match ? new Refusal(Number(match[1]), match[3]!, match[2]!.replace(/[. ]+$/, "")) : new Refusal(1001, "STD_EXCEPTION", text);
}

const STATUS: readonly (readonly [number, readonly string[]])[] = [
  [401, ["REQUIRED_PASSWORD"]],
  [403, ["UNKNOWN_USER", "WRONG_PASSWORD", "AUTHENTICATION_FAILED", "SET_NON_GRANTED_ROLE"]],
  [408, ["TIMEOUT_EXCEEDED"]],
  [413, ["QUERY_IS_TOO_LARGE"]],
  [501, ["NOT_IMPLEMENTED"]],
  [503, ["SOCKET_TIMEOUT", "CANNOT_OPEN_FILE", "CANNOT_SCHEDULE_TASK"]],
  [
    404,
    ["UNKNOWN_TABLE", "UNKNOWN_FUNCTION", "UNKNOWN_IDENTIFIER", "UNKNOWN_TYPE", "UNKNOWN_STORAGE", "UNKNOWN_DATABASE"].concat([
      "UNKNOWN_SETTING",
      "UNKNOWN_DIRECTION_OF_SORTING",
      "UNKNOWN_AGGREGATE_FUNCTION",
      "UNKNOWN_FORMAT",
      "UNKNOWN_TYPE_OF_QUERY",
      "UNKNOWN_ROLE",
    ]),
  ],
  [
    400,
    ["BAD_REQUEST_PARAMETER", "SYNTAX_ERROR", "INCORRECT_DATA", "TYPE_MISMATCH", "DECIMAL_OVERFLOW", "UNKNOWN_QUERY_PARAMETER"].concat([
      "BAD_QUERY_PARAMETER",
      "CANNOT_COMPILE_REGEXP",
      "VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE",
      "ILLEGAL_AGGREGATION",
      "DUPLICATE_COLUMN",
      "TOO_MANY_PARTS",
    ]),
  ],
];

/** The HTTP status ClickHouse gives an error. */
export function statusOf(type: string): number {
  if (type.startsWith("CANNOT_PARSE_")) return 400;
  return STATUS.find(([, types]) => types.includes(type))?.[0] ?? 500;
}

/** Sends an error as the whole answer. */
export function sendRefusal(response: ServerResponse, refusal: Refusal): void {
  response.statusCode = statusOf(refusal.type);
  response.setHeader("X-ClickHouse-Exception-Code", String(refusal.code));
  response.setHeader("Content-Type", "text/plain; charset=UTF-8");
  if (response.statusCode === 401) response.setHeader("WWW-Authenticate", 'Basic realm="ClickHouse server HTTP API"');
  response.removeHeader("Content-Encoding");
  response.end(`${refusal.message}\n`);
}

/** The tag that marks an error in the middle of an answer; sixteen letters, new for each. */
export function exceptionTag(): string {
  return randomUUID().replaceAll("-", "").slice(0, 16);
}

/** The error as the tail of an answer whose head is already sent. */
export function tail(refusal: Refusal, tag: string): string {
  const message = `${refusal.message}\n`;
  return `\r\n__exception__\r\n${tag}\r\n${message}${Buffer.byteLength(message)} ${tag}\r\n__exception__\r\n`;
}

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/^JSONEachRow|^JSONLines|^NDJSON|EachRow/, "application/x-ndjson; charset=UTF-8"],
  [/^JSON|^XML/, "application/json; charset=UTF-8"],
  [/^CSVWithNames/, "text/csv; charset=UTF-8; header=present"],
  [/^CSV/, "text/csv; charset=UTF-8; header=absent"],
  [/^(TSV|TabSeparated)/, "text/tab-separated-values; charset=UTF-8"],
  [/^(Parquet|Arrow|ORC|Native|RowBinary|Avro|Npy|MsgPack|Protobuf)/, "application/octet-stream"],
];

export function contentType(format: string): string {
  return TYPES.find(([pattern]) => pattern.test(format))?.[1] ?? "text/plain; charset=UTF-8";
}
