import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { randomUUID } from "node:crypto";
import { pipeline } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";
import { Refusal } from "./answer.ts";
import { readStatement, type Statement } from "./statement.ts";

/** A request, understood. */
export interface Ask {
  readonly id: string;
  readonly statement: Statement;
  readonly database: string;
  /** Settings of this one request. */
  readonly settings: Readonly<Record<string, string>>;
  /** `param_x`, by x, as ClickHouse's escaped text. */
  readonly params: Readonly<Record<string, string>>;
  readonly defaultFormat: string;
  /** The whole answer is made before its head is sent. */
  readonly whole: boolean;
  /** The coding the answer is compressed with, if the client takes one and asked for it. */
  readonly coding?: "gzip" | "deflate" | "br" | "zstd";
  /** The data of an INSERT, decompressed. Absent when the statement was the body. */
  readonly body?: Readable;
}

/** Parameters of the HTTP interface that are no settings of the engine. */
const OWN = new Set([
  "query",
  "database",
  "default_format",
  "query_id",
  "user",
  "password",
  "quota_key",
  "wait_end_of_query",
  "buffer_size",
]);
const OWN_IGNORED = [
  "client_protocol_version",
  "stacktrace",
  "close_session",
  "session_timeout",
  "session_check",
  "role",
  "http_write_exception_in_output_format",
];
for (const name of OWN_IGNORED) OWN.add(name);

/** @throws Refusal when this stand-in does not offer what was asked */
export async function readAsk(request: IncomingMessage): Promise<Ask> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const header = (name: string) => [request.headers[name] ?? []].flat()[0];
  const given = url.searchParams;
  for (const name of ["session_id", "compress", "decompress"])
    if (given.has(name) && given.get(name) !== "0") throw new Refusal(48, "NOT_IMPLEMENTED", `The test server has no ${name}`);
  const body = request.method === "POST" ? decoded(request, header("content-encoding")) : undefined;
  const multipart = header("content-type")?.startsWith("multipart/form-data");
  if (multipart && body) await readForm(body, header("content-type")!, given);

  const inQuery = given.get("query") ?? "";
  const inUrl = readStatement(inQuery);
  const takesBody = inUrl.data !== undefined || inUrl.input !== undefined;
  const text = body && !takesBody && !multipart ? [inQuery, (await buffer(body)).toString()].filter(Boolean).join("\n") : inQuery;
  if (text.trim() === "") throw new Refusal(62, "SYNTAX_ERROR", "Syntax error: failed at position 1 (end of query): Empty query");
  const coding = codingOf(header("accept-encoding") ?? "", given.get("enable_http_compression"));
  return {
    id: given.get("query_id") || randomUUID(),
    statement: readStatement(text),
    database: given.get("database") || header("x-clickhouse-database") || "default",
    settings: Object.fromEntries([...given].filter(([name]) => !OWN.has(name) && !name.startsWith("param_"))),
    params: Object.fromEntries([...given].filter(([name]) => name.startsWith("param_")).map(([name, value]) => [name.slice(6), value])),
    defaultFormat: given.get("default_format") || header("x-clickhouse-format") || "TabSeparated",
    whole: given.get("wait_end_of_query") === "1",
    ...(coding && { coding }),
    ...(body && takesBody && { body }),
  };
}

function decoded(request: IncomingMessage, coding: string | undefined): Readable {
  const decoder = decoderOf(coding?.toLowerCase());
  // An error of the body reaches whoever reads the decoder; this callback only keeps it from being thrown twice.
  return decoder === undefined ? request : pipeline(request, decoder, () => undefined);
}

function decoderOf(coding: string | undefined) {
  switch (coding) {
    case undefined:
    case "":
    case "identity":
      return undefined;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    case "zstd":
      return createZstdDecompress();
    default:
      throw new Refusal(48, "NOT_IMPLEMENTED", `The test server does not decompress ${coding}`);
  }
}

/** Long parameters come as a form: `query` and `param_x` are its fields. */
async function readForm(body: Readable, type: string, into: URLSearchParams): Promise<void> {
  const form = await new Response(await buffer(body), { headers: { "content-type": type } }).formData();
  for (const [name, value] of form) {
    if (typeof value !== "string") throw new Refusal(48, "NOT_IMPLEMENTED", "The test server has no external tables");
    into.append(name, value);
  }
}

function codingOf(accepted: string, enabled: string | null): Ask["coding"] {
  if (enabled !== "1" && enabled !== "true") return undefined;
  const names = accepted.split(",").map((part) => part.split(";")[0]!.trim());
  return (["br", "gzip", "deflate", "zstd"] as const).find((name) => names.includes(name));
}
