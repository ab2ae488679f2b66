import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { takeNumbers, sql, literal } from "../../src/engine/index.ts";
import { readBadRows, importFile, listImports, recoverImports, previewFile, undoImport } from "../../src/imports/index.ts";
import { Problem, type Actor } from "../../src/kernel/index.ts";
import { testCtx } from "../support/engine.ts";
import { openImporting, type Importing } from "../support/importing.ts";
import { workbookOf, zipOf } from "../support/zip.ts";

let to: Importing;
let before: Record<string, number>;

beforeAll(async () => {
  to = await openImporting();
  await to.load("good.csv", GOOD, MAPPING);
});
afterAll(() => to.engine.close());
beforeEach(async () => {
  before = await to.counts();
});

const GOOD = "id,time,amount,city\na,2024-01-01,1,北京\nb,2024-01-02,2,上海\n";
const MAPPING = {
  event: "Order Completed",
  time: "time",
  identities: { crm: "id" },
  properties: { amount: "amount" },
  attributes: { city: "city" },
};

/** What an import was refused with; the data must be as it was and nothing may lie about. */
async function refusal(importing: Promise<unknown>): Promise<Problem> {
  const error = await importing.then(
    () => expect.fail("it was imported"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Problem);
  expect(await to.counts()).toEqual(before);
  await nothingLeft();
  return error as Problem;
}

async function nothingLeft(): Promise<void> {
  const stages = await to.ctx.facts.rows(
    sql`SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, 'stage_') ORDER BY name`,
  );
  expect(stages).toEqual([]);
  const temporary = join(to.engine.dataDir, "tmp");
  expect(existsSync(temporary) ? readdirSync(temporary) : []).toEqual([]);
}

test("everything that is wrong with a mapping is told at once, with where and what would be right", async () => {
  const mapping = {
    event: "Order Completed",
    time: "tme",
    identities: { crm: "id" },
    properties: { amount: "amount * (", total: "amont * 2", part: "substrin(id, 1)", list: "split(city, ',') + 1" },
    attributes: { city: "ciyt" },
  };
  const { code, issues } = await refusal(to.load("good.csv", GOOD, mapping));
  expect(code).toBe("INPUT_INVALID");
  expect(issues.map(({ path, code, suggestion }) => [path, code, suggestion])).toEqual([
    ["time", "COLUMN_UNKNOWN", "time"],
    ["attributes.city", "COLUMN_UNKNOWN", "city"],
    ["properties.amount", "SYNTAX", undefined],
    ["properties.total", "COLUMN_UNKNOWN", "amount"],
    ["properties.part", "FUNCTION_UNKNOWN", "substring"],
    ["properties.list", "TYPE_WRONG", undefined],
  ]);
  for (const { zh, en } of issues) expect([/\p{Script=Han}/u.test(zh), /[a-z]/.test(en)]).toEqual([true, true]);
});

test("a mapping that cannot go together is refused before the file is opened", async () => {
  const parts = {
    event: "X",
    eventColumn: "what",
    timezone: "Asia/Shangai",
    timeFormat: "QQ",
    identities: { "my phone": "a", phone: "b", 手机: "c" },
    types: { amont: "number" },
    properties: { amount: "amount" },
    delimiter: "ab",
  };
  const { issues } = await refusal(importFile({ ctx: to.ctx, input: { path: "/nowhere", mapping: parts } }));
  expect(issues.map(({ path, code }) => `${path} ${code}`)).toEqual([
    "eventColumn MAPPING_PARTS",
    "time MAPPING_PARTS",
    "identities.my phone PLATFORM_INVALID",
    "identities.手机 PLATFORM_TWICE",
    "timezone TIMEZONE_UNKNOWN",
    "timeFormat TIME_FORMAT",
    "types.amont TYPE_OF_NOTHING",
    "delimiter DELIMITER",
  ]);
  const unknown = await refusal(to.load("good.csv", GOOD, { identites: { crm: "id" }, identities: {}, skiprows: 1 }));
  expect(unknown.issues.map(({ path, suggestion }) => [path, suggestion])).toEqual([
    ["identites", "identities"],
    ["skiprows", "skipRows"],
  ]);
  expect((await refusal(to.load("good.csv", GOOD, { identities: {} }))).issues[0]).toMatchObject({ path: "identities" });
  expect((await refusal(to.load("good.csv", GOOD, { identities: { crm: "id" }, properties: { x: "city" } }))).issues[0]).toMatchObject({
    path: "properties",
  });
});

test("types that contradict the catalogue, or that an expression cannot become, are refused", async () => {
  const declared = await refusal(to.load("good.csv", GOOD, { ...MAPPING, types: { amount: "text" } }));
  expect(declared.issues).toEqual([expect.objectContaining({ path: "types.amount", code: "TYPE_CONFLICT" })]);
  const list = await refusal(to.load("good.csv", GOOD, { ...MAPPING, properties: { amount: "split(city, ',')" } }));
  expect(list.issues).toEqual([expect.objectContaining({ path: "properties.amount", code: "TYPE_WRONG" })]);
});

test("a file that is not there, not a file, empty, unreadable or of no known form is refused by name", async () => {
  const load = (path: string, mapping: object = MAPPING) => refusal(importFile({ ctx: to.ctx, input: { path, mapping } }));
  expect(await load(join(to.engine.dataDir, "none.csv"))).toMatchObject({ code: "FILE_MISSING", exit: 5 });
  expect(await load(to.engine.dataDir)).toMatchObject({ code: "FILE_IS_DIRECTORY", exit: 3 });
  expect(await load(to.file("empty.csv", ""))).toMatchObject({ code: "FILE_EMPTY" });
  expect(await load(to.file("header.csv", "id,time,amount,city\n\n"))).toMatchObject({ code: "FILE_EMPTY" });
  expect(await load(to.file("unknown.bin", "hello"))).toMatchObject({ code: "FORMAT_UNKNOWN" });
  expect(await load(to.file("twice.csv", "id,time,id\n1,2,3\n"))).toMatchObject({ code: "COLUMNS_DUPLICATE" });
  expect(await load(to.file("latin.csv", Buffer.from("id,time\n\xff\xff,1\n", "latin1")))).toMatchObject({ code: "ENCODING_UNKNOWN" });
  expect(await load(to.file("short.parquet", "PAR1"))).toMatchObject({ code: "FILE_TRUNCATED" });
  expect(await load(to.file("cut.parquet", Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(900)])))).toMatchObject({
    code: "FILE_TRUNCATED",
  });
  const garbage = Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(64, 7), Buffer.from([64, 0, 0, 0]), Buffer.from("PAR1")]);
  expect(await load(to.file("garbage.parquet", garbage))).toMatchObject({ code: "FILE_TRUNCATED" });
  expect(await load(to.file("no.xlsx", "PK\u0003\u0004 no"))).toMatchObject({ code: "FILE_TRUNCATED" });
  expect(await load(to.file("text.xlsx", GOOD))).toMatchObject({ code: "XLSX_NOT_ZIP" });
});

test.skipIf(process.getuid?.() === 0)("a file that this user may not read is refused by name", async () => {
  const path = to.file("secret.csv", GOOD);
  chmodSync(path, 0);
  expect(await refusal(importFile({ ctx: to.ctx, input: { path, mapping: MAPPING } }))).toMatchObject({
    code: "FILE_NOT_ALLOWED",
    exit: 4,
  });
});

test("a full disk takes the import back and is called so", async () => {
  // The next import's number is known, so its temporary file can be the device on which every write finds the disk full.
  const next = (await takeNumbers(to.ctx.records, "batch", 1)) + 1;
  const directory = join(to.engine.dataDir, "tmp", `import-${next}`);
  mkdirSync(directory, { recursive: true });
  symlinkSync("/dev/full", join(directory, "sheet.tsv"));
  const row = (number: number, cells: string[]) =>
    `<row r="${number}">${cells.map((cell) => `<c t="str"><v>${cell}</v></c>`).join("")}</row>`;
  const rows = [
    row(1, ["id", "time", "amount", "city"]),
    ...Array.from({ length: 20_000 }, (_, index) => row(index + 2, ["x", "2024-01-01", "1", "y".repeat(40)])),
  ];
  const book = zipOf(workbookOf([{ name: "a", rows: rows.join("") }]));
  expect(await refusal(to.load("full.xlsx", book, MAPPING))).toMatchObject({ code: "DISK_FULL", exit: 7 });
});

test("an import told to stop, wherever it is, leaves the data as it was and can be made again", async () => {
  const rows = Array.from({ length: 500 }, (_, index) => `new${index},2025-01-01,${index},城${index % 7}`);
  const path = to.file("stop.csv", ["id,time,amount,city", ...rows].join("\n"));
  const steps: string[] = [];
  await importFile({ ctx: to.ctx, input: { path, mapping: { ...MAPPING, event: "Dry" } }, progress: ({ en }) => steps.push(en) });
  before = await to.counts();
  expect(steps.length).toBeGreaterThan(3);
  for (const step of steps) {
    const controller = new AbortController();
    const stopping = importFile({
      ctx: to.ctx,
      input: { path, mapping: { ...MAPPING, event: "Stopped" } },
      signal: controller.signal,
      progress: ({ en }) => {
        if (en === step) controller.abort();
      },
    });
    await expect(stopping).rejects.toThrow();
    expect(await to.counts(), step).toEqual(before);
    await nothingLeft();
  }
  expect(await importFile({ ctx: to.ctx, input: { path, mapping: { ...MAPPING, event: "Stopped" } } })).toMatchObject({ eventsAdded: 500 });
});

test("what a crash left of an import is taken back at the next start; customers that others know stay", async () => {
  const { records, facts } = to.ctx;
  const batch = await takeNumbers(records, "batch", 1);
  const first = await takeNumbers(records, "customer", 2);
  await records
    .insertInto("imports")
    .values({ id: batch, state: "running", file: "crashed.csv", format: "csv", mapping: "{}", actor: "operator", started_at: new Date(0) })
    .execute();
  const at = "2026-01-01 00:00:00.000";
  await facts.insert(
    "customers",
    [first, first + 1].map((customer) => ({ customer, created: at, batch })),
  );
  await facts.insert(
    "identities",
    [first, first + 1].map((customer) => ({ platform: "crm", external: `crash${customer}`, customer, since: at, batch })),
  );
  await facts.insert("events", [{ event: "Order Completed", customer: first, time: at, id: "1", received: at, batch }]);
  await facts.insert("attribute_values", [{ attribute: "city", customer: 1, at, received: at, batch, text: "x" }]);
  // Meanwhile somebody else wrote about the second of them.
  await facts.insert("events", [{ event: "Order Completed", customer: first + 1, time: at, id: "2", received: at, batch: 0 }]);
  // On servers a table of nobody known may be another process's: it goes after a day, or with its process's lease.
  if (to.ctx.lease.alone)
    await facts.run(sql`CREATE TABLE stage_import_${literal.integer(batch)}_rows (a UInt8) ENGINE = MergeTree ORDER BY a`);
  mkdirSync(join(to.engine.dataDir, "tmp", `import-${batch}`), { recursive: true });

  await recoverImports({ ctx: to.ctx });
  expect(await to.counts()).toEqual({
    ...before,
    events: before["events"]! + 1,
    customers: before["customers"]! + 1,
    identities: before["identities"]! + 1,
  });
  await nothingLeft();
  const row = await records.selectFrom("imports").select(["state", "problem"]).where("id", "=", batch).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ state: "failed", problem: { code: "IMPORT_INTERRUPTED" } });
  const after = await to.counts();
  await recoverImports({ ctx: to.ctx });
  expect(await to.counts()).toEqual(after);
});

test("a path is the operator's alone, and importing needs its permission", async () => {
  const key: Actor = { kind: "key", id: "k", name: "程序", permissions: new Set(["data.import"]) };
  const nobody: Actor = { ...key, permissions: new Set() };
  const path = to.file("good.csv", GOOD);
  const as = (actor: Actor) => testCtx(to.engine, { actor });
  expect(await refusal(importFile({ ctx: as(key), input: { path, mapping: MAPPING } }))).toMatchObject({ code: "PATH_NOT_ALLOWED" });
  expect(await refusal(importFile({ ctx: as(nobody), input: { path, mapping: MAPPING } }))).toMatchObject({ code: "FORBIDDEN" });
  expect(await refusal(importFile({ ctx: as(key), input: { upload: "none", mapping: MAPPING } }))).toMatchObject({ code: "NOT_FOUND" });
  expect(await refusal(importFile({ ctx: as(key), input: { mapping: MAPPING } }))).toMatchObject({ code: "IMPORT_SOURCE", exit: 2 });
});

test("imports are listed newest first in pages; bad rows of none are not found", async () => {
  const first = await listImports({ ctx: to.ctx, input: { limit: 2 } });
  expect(first.items).toHaveLength(2);
  expect(first.total).toBeGreaterThanOrEqual(2);
  const second = await listImports({ ctx: to.ctx, input: { limit: 2, cursor: first.next! } });
  const ids = [...first.items, ...second.items].map(({ id }) => Number(id));
  expect(ids).toEqual(ids.toSorted((a, b) => b - a));
  for (const id of ["999999", "../../secret", "1"])
    await expect(readBadRows({ ctx: to.ctx, input: { import: id } })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a workbook with entities of its own or thousands of levels is refused by preview and import alike", async () => {
  const sheets: Record<string, string> = {
    "deep.xlsx": `${"<a>".repeat(50_000)}${"</a>".repeat(50_000)}`,
    "entity.xlsx": `<row r="1"><c r="A1" t="inlineStr"><is><t>&${"x".repeat(100)};</t></is></c></row>`,
  };
  for (const [name, rows] of Object.entries(sheets)) {
    const path = to.file(name, zipOf(workbookOf([{ name: "a", rows }])));
    const previewed = await previewFile({ ctx: to.ctx, input: { path } }).catch((error: unknown) => error);
    expect(previewed, name).toMatchObject({ code: "FILE_TRUNCATED", status: 422 });
    expect(await refusal(importFile({ ctx: to.ctx, input: { path, mapping: MAPPING } }))).toMatchObject({ code: "FILE_TRUNCATED" });
  }
});

test("a job whose process died after its import had ended answers with that import, and imports nothing twice", async () => {
  const path = to.file("once.csv", "手机号,城市\n13700000091,上海\n13700000092,杭州\n");
  const input = { path, mapping: { identities: { phone: "手机号" }, attributes: { city: "城市" } } };
  const report = await importFile({ ctx: to.ctx, input, job: { id: "job-1", attempt: 1 } });
  rmSync(path);
  expect(await importFile({ ctx: to.ctx, input, job: { id: "job-1", attempt: 2 } })).toEqual(report);
  await expect(importFile({ ctx: to.ctx, input, job: { id: "job-2", attempt: 2 } })).rejects.toMatchObject({ code: "FILE_MISSING" });
  const imports = () => to.ctx.records.selectFrom("imports").select("id").where("job", "=", "job-1").execute();
  expect(await imports()).toHaveLength(1);

  // Undone before its job runs again: it stays undone, and whoever looks at the job is told.
  const again = to.file("once.csv", "手机号,城市\n13700000091,上海\n13700000092,杭州\n");
  await undoImport({ ctx: to.ctx, input: { import: report.id } });
  const retried = importFile({ ctx: to.ctx, input: { ...input, path: again }, job: { id: "job-1", attempt: 2 } });
  await expect(retried).rejects.toMatchObject({ code: "IMPORT_UNDONE", status: 409, params: { import: report.id } });
  expect(await imports()).toHaveLength(1);
});
