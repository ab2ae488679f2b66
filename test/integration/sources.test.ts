import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@clickhouse/client";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import type { JobShape, SourceRun, SourceShape } from "../../src/contract/index.ts";
import { closeLostRuns, dueSources } from "../../src/sources/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { BUCKET, openTestBucket, type TestBucket } from "../support/bucket.ts";
import { startClickHouse } from "../support/clickhouse-server.ts";
import { testDirectory } from "../support/directory.ts";
import { openMysql } from "../support/mysql.ts";
import { startPostgres } from "../support/postgres.ts";

let tagwise: TestApp;
let bucket: TestBucket;
const folder = testDirectory("sources");
const SECRET = "s3cret p@ss";

beforeAll(async () => {
  bucket = await openTestBucket();
  tagwise = await openTestApp({ env: { TAGWISE_SOURCE_NETWORKS: "127.0.0.0/8", TAGWISE_SOURCE_FOLDERS: folder.path } });
});
afterAll(async () => {
  await tagwise.close();
  await bucket.close();
  folder.remove();
});
afterEach(async () => {
  for (const { id } of (await call<{ items: SourceShape[] }>("GET", "/sources")).items) await call("DELETE", `/sources/${id}`);
});

async function call<T>(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, payload?: object): Promise<T> {
  const answer = await tagwise.ask("administrator", { method, url: `/api${path}`, ...(payload && { payload }) });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
  return answer.json<T>();
}
async function run(source: string): Promise<JobShape> {
  const { job } = await call<{ job: string }>("POST", `/sources/${source}/run`);
  return tagwise.ended(job);
}
const done = async (source: string): Promise<SourceRun> => {
  const job = await run(source);
  expect(job.problem).toBeNull();
  return job.result as SourceRun;
};
const mapping = (event: string, more: object = {}) => ({
  event,
  time: "at",
  identities: { crm: "customer" },
  properties: { amount: "amount", paid: "paid" },
  ...more,
});
const refused = async (payload: object): Promise<string> =>
  (await tagwise.ask("administrator", { method: "POST", url: "/api/sources", payload })).json<{ code: string }>().code;

test("PostgreSQL is read on by a growing column, exactly, and rows read twice add nothing", async () => {
  const server = await startPostgres();
  const client = new pg.Client(server.url);
  await client.connect();
  try {
    await client.query("create table orders (id bigint, customer text, amount numeric, paid boolean, at timestamptz, updated timestamptz)");
    const add = (id: string, amount: string, updated: string) =>
      client.query("insert into orders values ($1::int, 'c' || $1::text, $2, true, '2026-01-05 08:00:00.123+08', $3)", [
        id,
        amount,
        updated,
      ]);
    await add("1", "10.5", "2026-01-05T00:00:00.000001Z");
    await add("2", "999999999999.999999", "2026-01-05T00:00:00.000002Z");
    await client.query("create role reader login password 's3cret p@ss'; grant select on orders to reader");
    const { hostname, port } = new URL(server.url);
    const place = { kind: "postgres", host: hostname, port: Number(port), database: "postgres", user: "reader" };
    const made = await call<SourceShape>("POST", "/sources", {
      name: "pg",
      place,
      secret: SECRET,
      query: "select * from orders",
      column: "updated",
      mapping: mapping("PG Order"),
    });
    expect(JSON.stringify(made)).not.toContain(SECRET);
    expect(JSON.stringify(await tagwise.ctx.records.selectFrom("sources").selectAll().execute())).not.toContain(SECRET);
    expect(await done("pg")).toMatchObject({ state: "done", rows: 2, eventsAdded: 2, customersCreated: 2, skipped: 0 });
    const { mark } = (await call<{ items: SourceShape[] }>("GET", "/sources")).items[0]!;
    expect(mark).toBe("2026-01-05 00:00:00.000002+00");
    // One microsecond more is new; an equal one that came late as well.
    await add("3", "1", "2026-01-05T00:00:00.000002Z");
    await add("4", "1", "2026-01-05T00:00:00.000003Z");
    expect(await done("pg")).toMatchObject({ rows: 3, eventsAdded: 2 });
    expect(await done("pg")).toMatchObject({ rows: 1, eventsAdded: 0 });
    const events = await call<{ items: { time: string; properties: object }[] }>("GET", "/customers/crm:c2/events");
    expect(events.items[0]).toMatchObject({ time: "2026-01-05T00:00:00.123Z", properties: { amount: "999999999999.999999", paid: true } });

    // What writes is refused by the database itself, however it is written.
    await client.query("create function sneak() returns int language sql as 'insert into orders (id) values (99) returning 1'");
    await client.query("grant insert on orders to reader");
    await call("PATCH", "/sources/pg", { query: "select sneak() as a", column: null });
    expect((await run("pg")).problem).toMatchObject({ code: "SOURCE_FAILED", en: expect.stringContaining("read-only") });
    expect((await client.query("select from orders where id = 99")).rowCount).toBe(0);
    // Dollars within a name begin no text: what looks like one here ends the subquery.
    await call("PATCH", "/sources/pg", {
      query: "select 1 as x$a$) as source; commit; insert into orders (id) values (99); select (2) as y from (select 3 as z$a$",
    });
    expect((await run("pg")).problem).toMatchObject({ code: "SOURCE_FAILED", en: expect.stringContaining("multiple commands") });
    expect((await client.query("select from orders where id = 99")).rowCount).toBe(0);
    await call("PATCH", "/sources/pg", { query: "select * from nosuch" });
    expect((await run("pg")).problem).toMatchObject({ code: "SOURCE_FAILED", en: expect.stringContaining("nosuch") });
    await call("PATCH", "/sources/pg", { secret: "wrong" });
    const failed = (await run("pg")).problem!;
    expect(failed.code).toBe("SOURCE_FAILED");
    expect(JSON.stringify(failed)).not.toContain("wrong");
  } finally {
    await client.end();
    await server.stop();
  }
});

test("ClickHouse is read over HTTP by a growing column, read-only", async () => {
  const server = inject("servers") ? { url: inject("servers")!.clickhouseUrl, stop: async () => {} } : await startClickHouse();
  const { origin, username, password } = new URL(server.url);
  const client = createClient({ url: server.url });
  try {
    await client.command({ query: "CREATE DATABASE IF NOT EXISTS shop" });
    await client.command({
      query:
        "CREATE TABLE shop.orders (id UInt64, customer String, amount Decimal(18, 6), paid Bool, at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY id",
    });
    const add = (rows: string) => client.command({ query: `INSERT INTO shop.orders VALUES ${rows}` });
    await add("(1, 'h1', 10.5, true, '2026-01-05 00:00:00.123'), (18446744073709551614, 'h2', 2.000001, false, '2026-01-05 00:00:01')");
    await call("POST", "/sources", {
      name: "ch",
      place: { kind: "clickhouse", url: origin, database: "shop", user: decodeURIComponent(username) || "default" },
      secret: decodeURIComponent(password) || undefined,
      query: "SELECT * FROM orders",
      column: "id",
      mapping: mapping("CH Order"),
    });
    expect(await done("ch")).toMatchObject({ rows: 2, eventsAdded: 2 });
    expect((await call<{ items: SourceShape[] }>("GET", "/sources")).items[0]).toMatchObject({ mark: "18446744073709551614" });
    await add("(18446744073709551615, 'h3', 1, true, '2026-01-05 00:00:02')");
    expect(await done("ch")).toMatchObject({ rows: 2, eventsAdded: 1 });
    const events = await call<{ items: { properties: object }[] }>("GET", "/customers/crm:h2/events");
    expect(events.items[0]).toMatchObject({ properties: { amount: "2.000001", paid: false } });
    await call("PATCH", "/sources/ch", { query: "SELECT * FROM nosuch" });
    expect((await run("ch")).problem).toMatchObject({ code: "SOURCE_FAILED", en: expect.stringContaining("nosuch") });
  } finally {
    await client.command({ query: "DROP DATABASE IF EXISTS shop" });
    await client.close();
    await server.stop();
  }
});

test("MySQL is asked in a read-only session, by the growing column's exact value (its protocol by the driver's own server side)", async () => {
  const asked: string[] = [];
  const column = (name: string, columnType: number, characterSet = 33) => ({
    catalog: "def",
    schema: "shop",
    table: "source",
    orgTable: "orders",
    name,
    orgName: name,
    characterSet,
    columnLength: 100,
    columnType,
    flags: 0,
    decimals: 0,
  });
  let breaks = false;
  const server = await openMysql((statement) => {
    asked.push(statement);
    if (!statement.startsWith("SELECT")) return null;
    const columns = [
      column("__tagwise_mark", 253),
      column("customer", 253),
      column("amount", 246),
      column("paid", 1),
      column("at", 7),
      column("id", 8),
      column("bits", 16, 63),
      column("bytes", 253, 63),
      column("gone", 12, 63),
    ];
    const rows = [
      ["7", "m1", "12.340000", "1", "2026-01-05 00:00:00", "7", null, null, "2026-01-05 08:00:00"],
      ["9007199254740993", "m2", "0.000001", "0", "2026-01-05 00:00:01", "9007199254740993", "\u0001\u0002", "AZ", "0000-00-00 00:00:00"],
    ];
    return { columns, rows, breaks };
  });
  try {
    await call("POST", "/sources", {
      name: "my",
      place: { kind: "mysql", host: "127.0.0.1", port: server.port, database: "shop", user: "reader" },
      secret: SECRET,
      query: "SELECT * FROM orders;",
      column: "id",
      mapping: mapping("MY Order", {
        types: { paid: "number", bytes: "text" },
        properties: { amount: "amount", paid: "paid", bits: "bits", bytes: "bytes", gone: "gone" },
      }),
    });
    expect(await done("my")).toMatchObject({ rows: 2, eventsAdded: 2 });
    expect((await call<{ items: SourceShape[] }>("GET", "/sources")).items[0]).toMatchObject({ mark: "9007199254740993" });
    expect(await done("my")).toMatchObject({ rows: 2, eventsAdded: 0 });
    expect(asked).toContain("START TRANSACTION READ ONLY");
    const selects = asked.filter((statement) => statement.startsWith("SELECT"));
    expect(selects[0]).not.toContain("WHERE");
    expect(selects[1]).toContain("WHERE source.`id` >= 9007199254740993 OR");
    const events = await call<{ items: { time: string; properties: object }[] }>("GET", "/customers/crm:m2/events");
    expect(events.items[0]).toMatchObject({ time: "2026-01-05T00:00:01.000Z" });
    expect(events.items[0]!.properties).toEqual({ amount: "0.000001", paid: "0", bits: "258", bytes: "415a" });
    // A connection that breaks among the rows is a failure, and nothing of them is kept.
    breaks = true;
    expect((await run("my")).problem).toMatchObject({ code: "ADDRESS_UNREACHABLE" });
  } finally {
    await server.close();
  }
});

const CSV = (customer: string) => Buffer.from(`customer,amount,paid,at\n${customer},1.5,true,2026-01-05T00:00:00Z\n`);

test("a folder's new files are read, each once; only folders that are allowed", async () => {
  mkdirSync(join(folder.path, "in"), { recursive: true });
  writeFileSync(join(folder.path, "in", "a.csv"), CSV("f1"));
  writeFileSync(join(folder.path, "in", "notes.md"), "no data");
  await call("POST", "/sources", {
    name: "folder",
    place: { kind: "folder", path: join(folder.path, "in") },
    mapping: mapping("Folder Order"),
  });
  expect(await done("folder")).toMatchObject({ files: 1, rows: 1, eventsAdded: 1 });
  writeFileSync(join(folder.path, "in", "b.csv"), CSV("f2"));
  expect(await done("folder")).toMatchObject({ files: 1, eventsAdded: 1 });
  expect(await done("folder")).toMatchObject({ files: 0, eventsAdded: 0 });
  for (const path of ["/etc", `${folder.path}/../`, "/nowhere", "in"])
    expect(await refused({ name: "x", place: { kind: "folder", path } })).toBe("FOLDER_REFUSED");
});

test("a source's turn comes by the clock, once at a time, and after a crash what was read twice adds nothing", async () => {
  const { ctx } = tagwise;
  mkdirSync(join(folder.path, "clock"), { recursive: true });
  writeFileSync(join(folder.path, "clock", "a.csv"), CSV("k1"));
  const place = { kind: "folder", path: join(folder.path, "clock") };
  const { id } = await call<SourceShape>("POST", "/sources", { name: "clock", place, every: 3_600, mapping: mapping("Clock Order") });
  expect(await dueSources(ctx)).toEqual([id]);
  expect(await done("clock")).toMatchObject({ eventsAdded: 1 });
  expect(await dueSources(ctx)).toEqual([]);
  // Reading by hand in between does not put off the next turn.
  expect(await done("clock")).toMatchObject({ eventsAdded: 0 });
  expect(await dueSources({ ...ctx, clock: () => Date.now() + 3_601_000 })).toEqual([id]);
  // As if the process had died between the import and writing down that the file was read.
  await ctx.records.deleteFrom("source_objects").where("source", "=", id).execute();
  await ctx.records
    .updateTable("sources")
    .set({ claimed_until: new Date(Date.now() + 600_000) })
    .where("id", "=", id)
    .execute();
  expect((await run("clock")).problem).toMatchObject({ code: "SOURCE_BUSY" });
  await closeLostRuns(ctx);
  expect(await done("clock")).toMatchObject({ files: 1, eventsAdded: 0 });
  await call("PATCH", "/sources/clock", { state: "paused" });
  expect(await dueSources({ ...ctx, clock: () => Date.now() + 7_200_000 })).toEqual([]);
});

test("a bucket's new objects are fetched with signed requests, page by page, each once", async () => {
  for (const name of ["in/1.csv", "in/二月 &.csv", "in/3.csv", "other/4.csv"]) bucket.objects.set(name, CSV(`b-${name.length}`));
  const place = {
    kind: "bucket",
    endpoint: bucket.endpoint,
    bucket: BUCKET.bucket,
    region: BUCKET.region,
    prefix: "in/",
    accessKey: BUCKET.accessKey,
  };
  await call("POST", "/sources", { name: "s3", place, secret: BUCKET.secret, mapping: mapping("Bucket Order") });
  expect(await done("s3")).toMatchObject({ files: 3, rows: 3 });
  expect(bucket.fetched.toSorted()).toEqual(["in/1.csv", "in/3.csv", "in/二月 &.csv"].toSorted());
  bucket.objects.set("in/1.csv", CSV("b-new"));
  expect(await done("s3")).toMatchObject({ files: 1, eventsAdded: 1 });
  await call("PATCH", "/sources/s3", { secret: "wrong" });
  expect((await run("s3")).problem).toMatchObject({ code: "SOURCE_FAILED", en: expect.stringContaining("SignatureDoesNotMatch") });
  // A password goes only where it was given for.
  expect(await call("PATCH", "/sources/s3", { place: { ...place, prefix: "other/" } })).toMatchObject({ hasSecret: false });
});

test("what cannot be is refused with its reason, and only who manages connections may do any of it", async () => {
  const place = { kind: "postgres", host: "127.0.0.1", database: "a", user: "b" };
  expect(await refused({ name: "x", place: { ...place, host: "10.0.0.1" }, query: "select 1" })).toBe("ADDRESS_REFUSED");
  expect(await refused({ name: "x", place })).toBe("SOURCE_QUERY");
  expect(await refused({ name: "x", place, query: "delete from t" })).toBe("SOURCE_QUERY");
  expect(await refused({ name: "x", place, query: "select 1", mapping: { surprise: 1 } })).toBe("INPUT_INVALID");
  expect(await refused({ name: "x", place: { kind: "bucket", endpoint: "http://169.254.169.254", bucket: "b", accessKey: "k" } })).toBe(
    "ADDRESS_REFUSED",
  );
  for (const [method, url] of [
    ["GET", "/api/sources"],
    ["POST", "/api/sources/x/run"],
  ] as const)
    expect((await tagwise.ask("editor", { method, url })).statusCode).toBe(403);
});
