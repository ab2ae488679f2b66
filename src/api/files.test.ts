import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../test/support/app.ts";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

type Role = NonNullable<Parameters<TestApp["ask"]>[0]>;
const post = (url: string, payload: object, role: Role = "editor") => tagwise.ask(role, { method: "POST", url: `/api${url}`, payload });
const get = (url: string, role: Role = "editor") => tagwise.ask(role, { url: `/api${url}` });

interface Job {
  readonly state: string;
  readonly result: Record<string, unknown>;
  readonly problem: { code: string; issues?: { path: string }[] } | null;
}

async function ended(response: Awaited<ReturnType<typeof post>>, role: Role = "editor"): Promise<Job> {
  expect(response.statusCode).toBe(202);
  return (await tagwise.ended(response.json<{ job: string }>().job, role)) as Job;
}

test("a file is sent, looked at, imported as its columns say, leaves the disk, and is taken back", async () => {
  const payload = "手机号,姓名,标签\n13800000001,甲,贵客\n,乙,\n";
  const sent = await tagwise.ask("editor", { method: "POST", url: "/api/uploads?name=people.csv", payload });
  const { upload } = sent.json<{ upload: string }>();
  const preview = (await post("/imports/preview", { upload })).json();
  expect(preview).toMatchObject({
    file: "people.csv",
    format: "csv",
    rowsAre: "customers",
    rows: [
      ["13800000001", "甲", "贵客"],
      [null, "乙", null],
    ],
  });

  const refused = await ended(await post("/imports", { upload }));
  expect(refused).toMatchObject({ state: "failed", problem: { code: "TAGS_UNKNOWN", issues: [{ path: "贵客" }] } });
  const done = await ended(await post("/imports", { upload, createTags: true }));
  expect(done).toMatchObject({ state: "done", result: { accepted: 1, skipped: 1, tagged: 1, tagsCreated: ["贵客"] } });
  const uploads = join(tagwise.app.engine.dataDir, "uploads");
  expect(existsSync(uploads) ? readdirSync(uploads) : []).toEqual([]);
  const id = String(done.result["id"]);

  const english = await tagwise.ask("editor", { url: `/api/imports/${id}/bad-rows`, headers: { "accept-language": "en" } });
  expect(english.body).toContain('"#line","#code","#reason"');
  expect((await get(`/imports/${id}/bad-rows?format=xlsx`)).rawPayload.subarray(0, 2).toString()).toBe("PK");
  expect((await post(`/imports/${id}/undo`, {}, "read-only")).json()).toMatchObject({ code: "FORBIDDEN" });
  expect(await ended(await post(`/imports/${id}/undo`, {}))).toMatchObject({ state: "done", result: { customers: 1, tagged: 1 } });
  expect(await ended(await post(`/imports/${id}/undo`, {}))).toMatchObject({ state: "failed", problem: { code: "IMPORT_NOT_DONE" } });
  expect((await get("/imports")).json()).toMatchObject({ items: [{ id, state: "undone", undone: { customers: 1 } }] });
  const undone = await tagwise.ctx.records.selectFrom("audit").select("details").where("action", "=", "import.undo").execute();
  expect(undone.map(({ details }) => details["import"])).toEqual([Number(id)]);
});

test("an import that is asked for twice, because its answer was lost, imports once and answers with one report", async () => {
  const sent = await tagwise.ask("editor", {
    method: "POST",
    url: "/api/uploads?name=twice.csv",
    payload: "手机号,城市\n13800000071,上海\n",
  });
  const { upload } = sent.json<{ upload: string }>();
  const first = await ended(await post("/imports", { upload }));
  expect(first).toMatchObject({ state: "done", result: { accepted: 1 } });
  expect((await ended(await post("/imports", { upload }))).result).toEqual(first.result);
  // Another request about the same upload is no repetition.
  expect(await ended(await post("/imports", { upload, createTags: true }))).toMatchObject({ problem: { code: "NOT_FOUND" } });
  await ended(await post(`/imports/${String(first.result["id"])}/undo`, {}));
  expect(await ended(await post("/imports", { upload }))).toMatchObject({ problem: { code: "IMPORT_UNDONE" } });
});

test("a file whose columns identify nobody is refused with the columns it has", async () => {
  const sent = await tagwise.ask("editor", { method: "POST", url: "/api/uploads?name=x.csv", payload: "颜色,尺寸\n红,L\n" });
  const { upload } = sent.json<{ upload: string }>();
  expect(await ended(await post("/imports", { upload }))).toMatchObject({ problem: { code: "COLUMNS_UNRECOGNISED" } });
});

test("a mapping is kept under a name, applied to files of the same headings in any order, and forgotten", async () => {
  const mapping = { identities: { crm: "a" }, attributes: { level: "b" } };
  const put = (payload: object) => tagwise.ask("editor", { method: "PUT", url: "/api/mappings/%E9%97%A8%E5%BA%97", payload });
  expect((await put({ headings: ["a", "b"], mapping: { identities: {} } })).json()).toMatchObject({ code: "INPUT_INVALID" });
  expect((await put({ headings: ["a", "b"], mapping })).json()).toMatchObject({ name: "门店", mapping });
  const sent = await tagwise.ask("editor", { method: "POST", url: "/api/uploads?name=y.csv", payload: "b,a\n1,2\n" });
  const { upload } = sent.json<{ upload: string }>();
  expect((await post("/imports/preview", { upload })).json()).toMatchObject({
    columns: [
      { name: "b", use: "attribute", as: "level", by: "saved" },
      { name: "a", use: "identity", as: "crm", by: "saved" },
    ],
    saved: [{ name: "门店" }],
  });
  expect((await tagwise.ask("editor", { method: "DELETE", url: "/api/mappings/%E9%97%A8%E5%BA%97" })).json()).toEqual({ ok: true });
  expect((await get("/mappings")).json()).toEqual({ items: [] });
});

test("templates and exports are files under a name; whoever may not export is told at once", async () => {
  const template = await get("/templates/customers?lang=en");
  expect(template.headers["content-disposition"]).toBe('attachment; filename="Customers.xlsx"');
  const made = await ended(await post("/exports", { format: "xlsx" }));
  const { export: file } = made.result as { export: string };
  const fetched = await get(`/exports/${file}`);
  expect(fetched.headers["content-disposition"]).toContain("filename*=UTF-8''%E5%AE%A2%E6%88%B7.xlsx");
  expect(fetched.rawPayload.length).toBe(made.result["bytes"]);
  expect((await get(`/exports/${file}`, "administrator")).statusCode).toBe(404);
  expect((await post("/exports", {}, "read-only")).json()).toMatchObject({ status: 403, code: "FORBIDDEN" });
  expect((await get("/exports/columns")).json<{ items: { code: string }[] }>().items.map(({ code }) => code)).toContain("attribute.city");
});
