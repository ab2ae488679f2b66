import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../test/support/app.ts";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
  const { facts } = tagwise.app.engine;
  const since = "2025-01-01 00:00:00.000";
  await facts.insert(
    "customers",
    [1, 2].map((customer) => ({ customer, created: since, batch: 1 })),
  );
  await facts.insert(
    "identities",
    [1, 2].map((customer) => ({ platform: "crm", external: `c${customer}`, customer, since, batch: 1 })),
  );
});
afterAll(() => tagwise.close());

const document = { tags: [{ code: "vip", kind: "static", name: { zh: "贵宾", en: "VIP" } }] };
const post = (url: string, payload: object, role: "editor" | "read-only" = "editor") => tagwise.ask(role, { method: "POST", url, payload });

const finished = (job: string) => tagwise.ended(job, "read-only");

test("a document of tags is planned, applied as a job, and its tag assigned, counted and exported", async () => {
  const plan = await post("/api/tags/plan", { document });
  expect(plan.json()).toMatchObject({ customers: 2, entries: [{ code: "vip", change: "new" }] });
  const applied = await post("/api/tags/apply", { document });
  expect(applied.statusCode).toBe(202);
  expect(await finished(applied.json<{ job: string }>().job)).toMatchObject({ state: "done", problem: null });
  expect((await post("/api/tags/vip/members", { add: ["crm:c1", "2"], remove: ["crm:c2"] })).json()).toEqual({
    entered: 1,
    left: 0,
    members: 1,
    kept: [],
    replaced: [],
  });
  expect((await post("/api/count", { where: "贵宾" })).json()).toMatchObject({ count: 1, customers: 2 });
  const file = await tagwise.ask("editor", { url: "/api/export?where=%E8%B4%B5%E5%AE%BE&columns=customer,identity.crm&format=csv" });
  expect(file.headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="customers.csv"',
  });
  expect(file.body.split("\n").filter(Boolean)).toHaveLength(2);
});

test("customers that do not exist are named, each with its place", async () => {
  const response = await post("/api/tags/vip/members", { add: ["crm:c1", "crm:nobody"], remove: ["9"] });
  expect(response.json()).toMatchObject({ status: 422, issues: [{ path: "body.add[1]" }, { path: "body.remove[0]" }] });
});

test("whoever may not edit tags is told at once, not by a job that fails", async () => {
  expect((await post("/api/tags/apply", { document }, "read-only")).json()).toMatchObject({ status: 403, code: "FORBIDDEN" });
  expect((await post("/api/evaluations", {}, "read-only")).json()).toMatchObject({ status: 403, code: "FORBIDDEN" });
});

test("two evaluations asked for at once run one after the other", async () => {
  const jobs = await Promise.all([post("/api/evaluations", {}), post("/api/evaluations?asOf=2025-06-01", {})]);
  for (const response of jobs) expect(await finished(response.json<{ job: string }>().job)).toMatchObject({ state: "done" });
});

test("an instant that is none is refused before anything runs", async () => {
  expect((await post("/api/count?asOf=yesterday", { where: "贵宾" })).json()).toMatchObject({
    status: 422,
    issues: [{ path: "query.asOf" }],
  });
});
