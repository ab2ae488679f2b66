import { sql as recordsSql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { AuditEntry, AuditVerification } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
  // The first request makes its key, which is a row of the audit.
  await tagwise.ask("administrator", { url: "/api/audit" });
});
afterAll(() => tagwise.close());

const run = (text: string) => recordsSql.raw(text).execute(tagwise.ctx.records);
const ask = async <T>(url: string) => (await tagwise.ask("administrator", { url: `/api${url}` })).json<T>();
const verify = (query = "") => ask<AuditVerification>(`/audit/verify${query}`);
const department = (name: string) =>
  tagwise.ask("administrator", { method: "POST", url: "/api/departments", payload: { name }, remoteAddress: "10.3.0.1" });
/** Somebody with access to the database, who knows what keeps rows as they are. */
const tamper = async (statement: string) => {
  await run("alter table audit disable trigger all");
  await run(statement);
  await run("alter table audit enable trigger all");
};

/** An intact chain of some rows, whatever the test before did. */
let count = 0;
beforeEach(async () => {
  await tamper("truncate audit");
  await run("update audit_head set sequence = 0, hash = ''");
  for (let n = 0; n < 5; n += 1) await department(`部门 ${(count += 1)}`);
});
const idAt = async (sequence: number) =>
  Number((await recordsSql<{ id: string }>`select id from audit where sequence = ${sequence}`.execute(tagwise.ctx.records)).rows[0]!.id);

test("the rows of five changes are an intact chain", async () => {
  expect(await verify()).toMatchObject({ ok: true, rows: 5, broken: 0, problems: [] });
});

test("rows that many requests write at once are one chain without gaps", async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => department(`同时 ${count} ${n}`)));
  const { ok, rows, head } = await verify();
  expect({ ok, rows, head }).toMatchObject({ ok: true, rows: 25, head: { sequence: 25 } });
});

test("a transaction that fails leaves no gap", async () => {
  await expect(
    tagwise.ctx.records.transaction().execute(async (tx) => {
      await tx
        .insertInto("audit")
        .values({ ...BLANK, at: new Date() })
        .execute();
      throw new Error("given up");
    }),
  ).rejects.toThrow("given up");
  await department(`之后 ${count}`);
  expect(await verify()).toMatchObject({ ok: true, rows: 6 });
});

test.each([
  ["the details of a change", "update audit set details = jsonb_set(details, '{name}', '\"另一个\"') where sequence = 3", 3],
  ["who did it", "update audit set actor_name = '别人' where sequence = 2", 2],
  ["when, by a microsecond", "update audit set at = at + interval '1 microsecond' where sequence = 4", 4],
  ["from where", "update audit set address = '10.9.9.9' where sequence = 5", 5],
  ["the last row, with its hash", "update audit set action = 'x.y', hash = repeat('0', 64) where sequence = 5", 5],
])("a changed row is named: %s", async (_, statement, sequence) => {
  const id = await idAt(sequence);
  await tamper(statement);
  const { ok, problems } = await verify();
  expect(ok).toBe(false);
  expect(problems).toMatchObject([{ what: "changed", id, from: sequence }]);
});

test("a row that was changed and hashed again is named by the hash that the next row remembers", async () => {
  const id = await idAt(3);
  await tamper("update audit set actor_name = '别人' where sequence = 3");
  await tamper(`update audit set hash = encode(sha256(convert_to(jsonb_build_array(previous, sequence, id,
    (extract(epoch from at) * 1000000)::bigint, actor_kind, actor, actor_name, action, details, request, address)::text, 'UTF8')), 'hex')
    where sequence = 3`);
  expect((await verify()).problems).toMatchObject([{ what: "changed", id }]);
});

test("removed rows are named by their places, also the newest", async () => {
  await tamper("delete from audit where sequence in (2, 3)");
  expect((await verify()).problems).toMatchObject([{ what: "removed", id: null, from: 2, to: 3 }]);
  await tamper("delete from audit where sequence = 5");
  expect((await verify()).problems).toMatchObject([
    { what: "removed", from: 2, to: 3 },
    { what: "removed", from: 5, to: 5 },
  ]);
});

const BLANK = { actor_kind: "person", actor: "x", actor_name: "伪造", action: "tag.publish", details: "{}", request: "", address: "" };

test("inserted rows are named, inside the chain and at its end", async () => {
  const columns = "at, actor_kind, actor, actor_name, action, details, request";
  await tamper(`insert into audit (${columns}) values (now(), 'person', 'x', '伪造', 'tag.publish', '{}', '')`);
  await tamper(
    `insert into audit (${columns}, sequence, previous, hash) values (now(), 'person', 'x', '伪造', 'tag.retire', '{}', '', 6, '', '')`,
  );
  const { problems } = await verify();
  expect(problems).toMatchObject([
    { what: "inserted", action: "tag.retire" },
    { what: "inserted", action: "tag.publish" },
  ]);
});

test("a chain that was written anew as a whole lacks the hash that somebody noted", async () => {
  const { head } = await verify();
  expect(await verify(`?expect=${head!.hash.toUpperCase()}`)).toMatchObject({ ok: true, expected: true });
  await department(`再一个 ${count}`);
  expect(await verify(`?expect=${head!.hash}`)).toMatchObject({ ok: true, expected: true });
  expect(await verify(`?expect=${"0".repeat(64)}`)).toMatchObject({ ok: false, expected: false, broken: 0 });
});

test("the product's own connection cannot change or delete rows", async () => {
  const { records } = tagwise.ctx;
  await expect(records.deleteFrom("audit").execute()).rejects.toThrow(/never changed or deleted/);
  await expect(records.updateTable("audit").set({ actor_name: "x" }).execute()).rejects.toThrow(/never changed or deleted/);
});

test("the log is searched by who, what, thing, time, and says from where", async () => {
  const find = async (query: string) => (await ask<{ items: AuditEntry[] }>(`/audit?${query}`)).items;
  const found = await find(`thing=${encodeURIComponent(`部门 ${count}`)}&action=department&actor=ADMINIS`);
  expect(found).toMatchObject([{ action: "department.create", address: "10.3.0.1", details: { name: `部门 ${count}` } }]);
  expect(await find("thing=100%25")).toEqual([]);
  expect(await find("since=2100-01-01")).toEqual([]);
  expect(await find("until=2100-01-01&actor=nobody")).toEqual([]);
  expect((await find("until=2100-01-01")).length).toBe(5);
});

test("the export holds what the list holds, and nothing that a spreadsheet would run", async () => {
  await department('=HYPERLINK("http://x")');
  await tagwise.ctx.records.transaction().execute((tx) =>
    tx
      .insertInto("audit")
      .values({ ...BLANK, at: new Date(), actor_name: "=1+2", action: "@SUM(A1)" })
      .execute(),
  );
  const answer = await tagwise.ask("administrator", { url: "/api/audit/export?actor=1" });
  expect(answer.headers["content-type"]).toContain("text/csv");
  expect(answer.headers["content-disposition"]).toMatch(/attachment; filename="tagwise-audit-\d{4}-\d\d-\d\d\.csv"/);
  const lines = answer.body.split("\r\n");
  expect(lines[0]!.charCodeAt(0)).toBe(0xfeff);
  expect(lines[1]).toContain(`"'=1+2"`);
  expect(lines[1]).toContain(`"'@SUM(A1)"`);
  const all = (await tagwise.ask("administrator", { url: "/api/audit/export" })).body;
  expect(all.trim().split("\r\n").length).toBe(1 + (await verify()).rows);
  expect(all).toContain("audit.export");
});
