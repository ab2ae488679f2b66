import { afterAll, beforeAll, expect, test } from "vitest";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer, text } from "node:stream/consumers";
import { finished } from "node:stream/promises";
import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import {
  ClickHouseError,
  ClickHouseLogLevel,
  createClient as create,
  type ClickHouseClient,
  type ClickHouseSettings,
} from "@clickhouse/client";
import { startClickHouse, type TestServer } from "../clickhouse-server.ts";

// These tests provoke errors; the client's log of them would only hide others.
const createClient = (options: Parameters<typeof create>[0]) => create({ ...options, log: { level: ClickHouseLogLevel.OFF } });

let server: TestServer;
let client: ClickHouseClient;

beforeAll(async () => {
  server = await startClickHouse();
  const first = createClient({ url: server.url });
  await first.command({ query: "CREATE DATABASE shop" });
  await first.close();
  client = createClient({ url: server.url, database: "shop", max_open_connections: 16 });
});

afterAll(async () => {
  await client.close();
  await server.stop();
});

const rows = async (query: string, more: object = {}) => (await client.query({ query, format: "JSONEachRow", ...more })).json();
const fails = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("it did not fail"),
    (error: ClickHouseError) => error,
  );

test("rows go in and come back", async () => {
  await client.command({ query: "CREATE TABLE orders (id UInt32, title String, price Decimal(18, 6)) ENGINE = MergeTree ORDER BY id" });
  const given = await client.insert({
    table: "orders",
    values: [
      { id: 1, title: "茶'\\\n", price: "12.5" },
      { id: 2, title: "", price: "0.000001" },
    ],
    format: "JSONEachRow",
  });
  expect(given.summary?.written_rows).toBe("2");
  expect(await rows("SELECT id, title, toString(price) AS price FROM orders ORDER BY id")).toEqual([
    { id: 1, title: "茶'\\\n", price: "12.5" },
    { id: 2, title: "", price: "0.000001" },
  ]);
  await client.insert({ table: "orders", values: [], format: "JSONEachRow" });
  await client.insert({ table: "orders", columns: ["id"], values: Readable.from(["3\n4\n"], { objectMode: false }), format: "CSV" });
  expect(await rows("SELECT count() AS n FROM orders")).toEqual([{ n: 4 }]);
});

test("ping answers, and a wrong database is an unknown one", async () => {
  expect(await client.ping()).toEqual({ success: true });
  expect(await client.ping({ select: true })).toMatchObject({ success: true });
  const stranger = createClient({ url: server.url, database: "nowhere" });
  expect(await fails(stranger.query({ query: "SELECT 1" }))).toMatchObject({ code: "81", type: "UNKNOWN_DATABASE" });
  await stranger.close();
});

test("bound parameters keep every character, and the types they declare", async () => {
  const query_params = {
    text: "it's \\ a\ttab,\nline, 中文 and \\N",
    list: ["a'b", "c\\d", "茶"],
    none: null,
    big: 2n ** 63n,
    yes: true,
    time: new Date(1_700_000_000_123),
    map: { a: 1 },
    table: "one",
  };
  const query = `SELECT {text:String} AS text, {list:Array(String)} AS list, {none:Nullable(String)} AS none, toString({big:UInt64}) AS big,
    {yes:Bool} AS yes, toUnixTimestamp64Milli({time:DateTime64(3, 'UTC')}) AS time, {map:Map(String, UInt8)} AS map FROM system.{table:Identifier}`;
  expect(await rows(query, { query_params })).toEqual([
    {
      text: query_params.text,
      list: query_params.list,
      none: null,
      big: "9223372036854775808",
      yes: true,
      time: 1700000000123,
      map: { a: 1 },
    },
  ]);
  expect(await fails(client.query({ query: "SELECT {absent:String}" }))).toMatchObject({ code: "456" });
  const long = "长".repeat(100_000);
  const forms = createClient({ url: server.url, use_multipart_params: true });
  const result = await forms.query({ query: "SELECT length({long:String}) AS n", query_params: { long }, format: "JSONEachRow" });
  expect(await result.json()).toEqual([{ n: 300000 }]);
  await forms.close();
});

test("settings hold for their own request and for no other", async () => {
  const ask = "SELECT toString(getSetting('max_block_size')) AS size";
  const [before] = await rows(ask);
  expect(await rows(ask, { clickhouse_settings: { max_block_size: "17" } })).toEqual([{ size: "17" }]);
  const mixed = await Promise.all(
    Array.from({ length: 40 }, (_, i) => rows(ask, i % 2 === 0 ? { clickhouse_settings: { max_block_size: String(100 + i) } } : {})),
  );
  expect(mixed).toEqual(mixed.map((_, i) => (i % 2 === 0 ? [{ size: String(100 + i) }] : [before])));
  const wrong = fails(client.query({ query: "SELECT 1", clickhouse_settings: { max_blok_size: "1" } as ClickHouseSettings }));
  expect(await wrong).toMatchObject({ code: "115", type: "UNKNOWN_SETTING" });
});

test("an error has its code, its name and the status ClickHouse gives it", async () => {
  const error = await fails(client.query({ query: "SELECT nope FROM orders" }));
  expect(error).toBeInstanceOf(ClickHouseError);
  expect(error).toMatchObject({ code: "47", type: "UNKNOWN_IDENTIFIER" });
  const answer = await fetch(`${server.url}/?database=shop`, { method: "POST", body: "SELECT * FROM absent" });
  expect(answer.status).toBe(404);
  expect(answer.headers.get("x-clickhouse-exception-code")).toBe("60");
  expect(await answer.text()).toMatch(/^Code: 60\. DB::Exception: .*absent.* \(UNKNOWN_TABLE\)\n$/);
  expect((await fetch(server.url, { method: "POST", body: "SELEC 1" })).status).toBe(400);
  expect((await fetch(server.url, { method: "POST", body: "1 + 1" })).status).toBe(400);
  expect((await fetch(server.url, { method: "POST", body: "SELECT throwIf(1)" })).status).toBe(500);
  expect((await fetch(`${server.url}/?query=SELECT 1&session_id=x`)).status).toBe(501);
  expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
});

test("an error half way through an answer reaches the client as that error", async () => {
  const result = await client.query({
    query: "SELECT number, throwIf(number = 2000000) FROM numbers(4000000)",
    format: "CSV",
    clickhouse_settings: { max_block_size: "65536", max_threads: 1 },
  });
  const read = async () => {
    for await (const chunk of result.stream()) expect(chunk.length).toBeGreaterThan(0);
  };
  expect(await fails(read())).toMatchObject({ code: "395" });
});

test("one statement at a time, no files of the client or the server, and GET only reads", async () => {
  expect(await fails(client.command({ query: "SELECT 1; SELECT 2" }))).toMatchObject({ code: "62" });
  await client.command({ query: "SELECT ';' -- ; in a comment\n;" });
  expect(await fails(client.query({ query: "SELECT * FROM file('/etc/passwd', 'LineAsString')" }))).toMatchObject({ code: "291" });
  expect(await fails(client.command({ query: "INSERT INTO orders FROM INFILE '/etc/passwd' FORMAT CSV" }))).toMatchObject({ code: "78" });
  const get = await fetch(`${server.url}/?query=${encodeURIComponent("CREATE DATABASE other")}`);
  expect(get.headers.get("x-clickhouse-exception-code")).toBe("164");
  const answer = await fetch(`${server.url}/?query=${encodeURIComponent("SELECT 1 AS one FORMAT CSVWithNames")}`);
  expect(await answer.text()).toBe('"one"\n1\n');
  expect(answer.headers.get("x-clickhouse-format")).toBe("CSVWithNames");
});

test("the answer's format: the statement's, else default_format, else the header's, else TabSeparated", async () => {
  const ask = async (query: string, headers: Record<string, string> = {}) => (await fetch(`${server.url}/?${query}`, { headers })).text();
  const select = `query=${encodeURIComponent("SELECT 1, 'a'")}`;
  expect(await ask(select)).toBe("1\ta\n");
  expect(await ask(select, { "X-ClickHouse-Format": "CSV" })).toBe('1,"a"\n');
  expect(await ask(`${select}&default_format=JSONCompactEachRow`, { "X-ClickHouse-Format": "CSV" })).toBe('[1, "a"]\n');
});

test("bodies travel compressed both ways; an unknown coding is refused", async () => {
  await client.command({ query: "CREATE TABLE packed (n UInt32) ENGINE = Memory" });
  const zipped = createClient({ url: server.url, database: "shop", compression: { request: true, response: true } });
  await zipped.insert({ table: "packed", values: [{ n: 1 }], format: "JSONEachRow" });
  const post = (body: Buffer, coding: string) =>
    fetch(`${server.url}/?database=shop&query=${encodeURIComponent("INSERT INTO packed FORMAT CSV")}`, {
      method: "POST",
      headers: { "Content-Encoding": coding },
      body: new Uint8Array(body),
    });
  for (const [coding, body] of Object.entries({ gzip: gzipSync("2\n"), br: brotliCompressSync("3\n"), zstd: zstdCompressSync("4\n") }))
    expect((await post(body, coding)).status).toBe(200);
  expect((await post(Buffer.from("5\n"), "lz4")).status).toBe(501);
  expect((await post(Buffer.from("no gzip"), "gzip")).ok).toBe(false);
  const sum = await zipped.query({ query: "SELECT sum(n) AS sum FROM packed", format: "JSONEachRow" });
  expect(sum.response_headers["content-encoding"]).toBe("gzip");
  expect(await sum.json()).toEqual([{ sum: 10 }]);
  await zipped.close();
});

test("a large answer streams, and a large body is read from a stream", async () => {
  await client.command({ query: "CREATE TABLE big (n UInt64, s String) ENGINE = MergeTree ORDER BY n" });
  const count = 300_000;
  async function* lines() {
    for (let at = 0; at < count; at += 1000) yield Array.from({ length: 1000 }, (_, i) => `${at + i},"row, ${at + i}"\n`).join("");
  }
  await client.insert({ table: "big", values: Readable.from(lines(), { objectMode: false }), format: "CSV" });
  const result = await client.query({ query: "SELECT n FROM big ORDER BY n", format: "JSONEachRow" });
  let read = 0;
  let sum = 0;
  for await (const chunk of result.stream<{ n: number }>())
    for (const row of chunk) {
      read++;
      sum += row.json().n;
    }
  expect([read, sum]).toEqual([count, (count * (count - 1)) / 2]);
  const { stream } = await client.exec({ query: "SELECT * FROM big ORDER BY n FORMAT CSVWithNames" });
  const csv = await text(stream);
  expect(csv.startsWith('"n","s"\n0,"row, 0"\n')).toBe(true);
  expect(csv.split("\n").length).toBe(count + 2);
});

test("a file in a binary format goes in through input() and through INSERT … FORMAT", async () => {
  const { stream } = await client.exec({ query: "SELECT number AS n, toString(number) AS s FROM numbers(1000) FORMAT Parquet" });
  const parquet = await buffer(stream);
  const folder = mkdtempSync(join(tmpdir(), "tagwise-test-"));
  const file = join(folder, "a.parquet");
  writeFileSync(file, parquet);
  await client.command({ query: "CREATE TABLE parquet (n UInt64, s String) ENGINE = Memory" });
  await client.insert({ table: "parquet", values: createReadStream(file), format: "Parquet" });
  const done = await client.exec({
    query: "INSERT INTO parquet SELECT n + 1000, concat(s, '!') FROM input('n UInt64, s String') FORMAT Parquet",
    values: createReadStream(file),
  });
  await finished(done.stream.resume());
  expect(await rows("SELECT count() AS count, sum(n) AS sum, max(s) AS s FROM parquet")).toEqual([
    { count: 2000, sum: 1999000, s: "999!" },
  ]);
  const inline = await client.exec({
    query: "INSERT INTO parquet (n, s) VALUES",
    values: Readable.from(["(9, 'a;b'), (10, 'c')"], { objectMode: false }),
  });
  await finished(inline.stream.resume());
  await client.command({ query: "INSERT INTO parquet VALUES (11, 'it''s; \\'fine')" });
  expect(await rows("SELECT s FROM parquet WHERE n IN (9, 11) AND length(s) > 2 ORDER BY n")).toEqual([{ s: "a;b" }, { s: "it's; 'fine" }]);
  rmSync(folder, { recursive: true });
});

test("statements run side by side", async () => {
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, i) => rows("SELECT {i:UInt32} AS i, count() AS n FROM numbers(100000)", { query_params: { i } })),
  );
  expect(answers).toEqual(Array.from({ length: 60 }, (_, i) => [{ i, n: 100000 }]));
});

const endless = "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 7";
const isRunning = async () => {
  const query = "SELECT count() > 0 AS yes FROM system.processes WHERE query LIKE '%1000000000000%' AND query NOT LIKE '%processes%'";
  const [row] = await rows(query);
  return (row as { yes: number }).yes === 1;
};
const until = async (running: boolean) => {
  while ((await isRunning()) !== running);
};

test("KILL QUERY ends a statement by the id its client gave", async () => {
  const running = fails(client.query({ query: endless, query_id: "slow-one" }));
  await until(true);
  const again = await fails(client.query({ query: "SELECT 1", query_id: "slow-one" }));
  expect(again).toMatchObject({ code: "216" });
  await client.command({ query: "KILL QUERY WHERE query_id = {id:String} SYNC", query_params: { id: "slow-one" } });
  expect(await running).toMatchObject({ code: "394", type: "QUERY_WAS_CANCELLED" });
});

test("a client that goes away ends its statement", async () => {
  const leaving = request(server.url, { method: "POST" });
  leaving.on("error", () => undefined);
  leaving.end(endless);
  await until(true);
  leaving.destroy();
  await until(false);
  expect(await isRunning()).toBe(false);
});

test("a server with a password wants it, as basic authorisation or as headers", async () => {
  const guarded = await startClickHouse({ user: "tagwise", password: "a:b/密" });
  const inUrl = createClient({ url: guarded.url });
  expect(await (await inUrl.query({ query: "SELECT 1 AS a", format: "JSONEachRow" })).json()).toEqual([{ a: 1 }]);
  await inUrl.close();
  const bare = new URL(guarded.url);
  bare.username = "";
  bare.password = "";
  const ask = (headers: Record<string, string>) => fetch(`${bare.href}?query=SELECT+1`, { headers });
  expect((await ask({})).status).toBe(401);
  expect((await ask({ "X-ClickHouse-User": "tagwise", "X-ClickHouse-Key": "wrong" })).status).toBe(403);
  expect((await ask({ Authorization: `Basic ${Buffer.from("tagwise:a:b/密").toString("base64")}` })).status).toBe(200);
  await guarded.stop();
});
