/**
 * A stand-in for a ClickHouse server, for tests: ClickHouse's HTTP interface in front of chDB, which is the same engine in a
 * library. It is not ClickHouse's own server. What it does not do: sessions, roles, grants and quotas, external tables, the
 * `compress`/`decompress` parameters (native blocks), request bodies in lz4, snappy, xz or bz2, TLS, the native protocol,
 * progress headers, replication and clusters. `KILL QUERY` finds a query by the id its client gave; `system.processes` and
 * `system.query_log` show chDB's own ids. Only SELECTs in CSV, TSV
 * and binary rows are sent while they run; other answers are made whole first.
 *
 * Runs as a process of its own, started by ../clickhouse-server.ts: argv is the directory, then user and password.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { mkdirSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { constants, createBrotliCompress, createDeflate, createGzip, createZstdCompress } from "node:zlib";
import { contentType, exceptionTag, Refusal, refusalOf, sendRefusal, tail } from "./answer.ts";
import { readAsk, type Ask } from "./ask.ts";
import { openExecutor } from "./execute.ts";

const [directory = "", user = "default", password = "", port = "0"] = process.argv.slice(2);
const spool = join(directory, "spool");
mkdirSync(spool, { recursive: true });
const executor = openExecutor(join(directory, "data"), spool);

const server = createServer((request, response) => {
  response.setHeader("X-ClickHouse-Server-Display-Name", "tagwise-test-server");
  response.setHeader("X-ClickHouse-Timezone", "UTC");
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  if (path === "/ping") return void response.end("Ok.\n");
  if (path !== "/") return void response.writeHead(404).end(`There is no handle ${path}\n`);
  if (request.method === "GET" && !request.url?.includes("query=")) return void response.end("Ok.\n");
  answer(request, response).catch((error: unknown) => {
    if (!response.headersSent) sendRefusal(response, refusalOf(error));
    else response.destroy();
    // The rest of a body nobody reads would hold the connection.
    request.resume();
  });
});
// As the real server does: Node closes idle connections after 5 s, often just as the client uses one again.
server.keepAliveTimeout = 30_000;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  checkAccount(request);
  if (request.method !== "GET" && request.method !== "POST")
    throw new Refusal(36, "BAD_ARGUMENTS", `Method ${request.method} is not supported`);
  const ask = await readAsk(request);
  response.setHeader("X-ClickHouse-Query-Id", ask.id);
  const abandoned = () => {
    if (!response.writableFinished) void executor.kill(ask.id);
  };
  response.once("close", abandoned);
  const started = process.hrtime.bigint();
  const outcome = await executor.run(ask, request.method === "GET");
  try {
    const tag = exceptionTag();
    const read = { read_rows: outcome.rows, read_bytes: outcome.bytes };
    const insert = ask.statement.kind === "insert";
    const written = { written_rows: insert ? outcome.rows : 0, written_bytes: insert ? outcome.bytes : 0 };
    const totals = { total_rows_to_read: 0, result_rows: outcome.rows, result_bytes: outcome.bytes };
    const summary = { ...read, ...written, ...totals, elapsed_ns: process.hrtime.bigint() - started };
    response.setHeader(
      "X-ClickHouse-Summary",
      JSON.stringify(Object.fromEntries(Object.entries(summary).map(([key, value]) => [key, String(value)]))),
    );
    response.setHeader("X-ClickHouse-Format", outcome.format);
    response.setHeader("X-ClickHouse-Exception-Tag", tag);
    response.setHeader("Content-Type", contentType(outcome.format));
    if (ask.coding) response.setHeader("Content-Encoding", ask.coding);
    await pipeline([Readable.from(withTail(outcome.chunks, tag)), ...compressor(ask.coding), response]);
  } finally {
    outcome.close();
  }
}

/** An error half way is told in the body, as ClickHouse does: the head is gone. */
async function* withTail(chunks: AsyncIterable<Uint8Array>, tag: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) if (chunk.length > 0) yield chunk;
  } catch (error) {
    yield Buffer.from(tail(refusalOf(error), tag));
  }
}

function compressor(coding: Ask["coding"]) {
  switch (coding) {
    case undefined:
      return [];
    case "gzip":
      return [createGzip({ level: 3 })];
    case "deflate":
      return [createDeflate({ level: 3 })];
    case "br":
      return [createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 3 } })];
    case "zstd":
      return [createZstdCompress()];
  }
}

function checkAccount(request: IncomingMessage): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const [basicUser, ...rest] = basic ? Buffer.from(basic, "base64").toString().split(":") : [];
  const given = [basicUser, request.headers["x-clickhouse-user"], url.searchParams.get("user")].find(Boolean) ?? "default";
  const key = [rest.join(":"), request.headers["x-clickhouse-key"], url.searchParams.get("password")].find(Boolean) ?? "";
  if (given === user && key === password) return;
  const text = `${String(given)}: Authentication failed: password is incorrect, or there is no user with such name`;
  throw key === "" ? new Refusal(194, "REQUIRED_PASSWORD", text) : new Refusal(516, "AUTHENTICATION_FAILED", text);
}

function stop(): void {
  server.close();
  server.closeAllConnections();
  // chDB's threads may hold an ordinary exit back; the directory is temporary and nothing in it is kept.
  rmSync(directory, { recursive: true, force: true });
  process.kill(process.pid, "SIGKILL");
}

process.once("disconnect", stop);
process.once("SIGTERM", stop);
process.on("SIGINT", () => undefined);
server.listen(Number(port), "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
