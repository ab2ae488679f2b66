import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChangeShape, ChangeSummary, JobShape, ProblemDetails, TagDetail, TagPlan } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { commandLine } from "../support/commandLine.ts";

/** Tags of the group 客户价值 need an approval; the others do not. */
const PASSWORD = "correct horse";
const PAID = (is: string) => ({ event: "Order Completed", is });

type Asked = (options: InjectOptions) => Promise<LightMyRequestResponse>;
let tagwise: TestApp;
const people = new Map<string, Asked>();

async function ask<T>(who: string, method: NonNullable<InjectOptions["method"]>, path: string, payload?: object) {
  const answer = await people.get(who)!({ method, url: `/api${path}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<T & ProblemDetails>() };
}
const make = (who: string, tags: readonly object[], more: object = {}) =>
  ask<{ change: number }>(who, "POST", "/changes", { document: { tags }, ...more });
const read = async (id: number, who = "admin") => (await ask<ChangeShape>(who, "GET", `/changes/${id}`)).body;
const act = (who: string, id: number, verb: string, payload: object = {}) =>
  ask<{ state: string; job: string }>(who, "POST", `/changes/${id}/${verb}`, payload);
const tag = async (code: string) => (await ask<TagDetail>("admin", "GET", `/tags/${code}`)).body;
const approval = (group: string, value: string) =>
  ask<object>("admin", "PUT", `/tag-groups/${encodeURIComponent(group)}/approval`, { approval: value });
async function apply(who: string, tags: readonly object[]): Promise<JobShape> {
  const { body } = await ask<{ job: string }>(who, "POST", "/tags/apply", { document: { tags } });
  return tagwise.ended(body.job);
}
async function approved(who: string, id: number): Promise<JobShape> {
  const { status, body } = await act(who, id, "approve");
  expect(status, JSON.stringify(body)).toBe(200);
  return tagwise.ended(body.job);
}
const BIG = (is: string, more: object = {}) => ({ code: "big", name: "大客户", group: "客户价值", rule: PAID(is), ...more });

beforeAll(async () => {
  tagwise = await openTestApp();
  const events = ["a", "b", "b"].map((crm, index) => ({
    id: `e${index}`,
    event: "Order Completed",
    identities: { crm },
    time: "2026-01-01T00:00:00Z",
  }));
  await tagwise.ask("administrator", { method: "POST", url: "/api/events", payload: { events } });
  people.set("key", (options) => tagwise.ask("administrator", options));
  const signIn = async (login: string) => {
    const answer = await tagwise.ask(null, { method: "POST", url: "/api/session", payload: { login, password: PASSWORD } });
    const cookie = String(answer.headers["set-cookie"]).split(";")[0]!;
    people.set(login, (options) =>
      tagwise.ask(null, { ...options, headers: { cookie, host: "localhost", origin: "http://localhost", ...options.headers } }),
    );
  };
  await signIn("admin");
  for (const [login, role] of [
    ["mei", "editor"],
    ["li", "manager"],
    ["wang", "administrator"],
  ])
    await ask("admin", "POST", "/people", { login, name: login, role, password: PASSWORD });
  for (const login of ["mei", "li", "wang"]) await signIn(login);
  await apply("admin", [BIG(">= 1"), { code: "free", name: "随意", group: "运营" }]);
  await approval("客户价值", "needed");
});
afterAll(() => tagwise.close());

test("where an approval is needed no door publishes: apply, new tags, edits in place, states, moves", async () => {
  const before = await tag("big");
  expect(await apply("admin", [BIG(">= 2")])).toMatchObject({ state: "failed", problem: { code: "CHANGE_NEEDED" } });
  expect(await apply("key", [{ code: "fresh", name: "新的", group: "客户价值/内层" }])).toMatchObject({
    problem: { code: "CHANGE_NEEDED" },
  });
  const doors: [NonNullable<InjectOptions["method"]>, string, object][] = [
    ["POST", "/tags", { name: "静态", group: "客户价值" }],
    ["PATCH", "/tags/big", { revision: before.revision, criteria: "口径" }],
    ["POST", "/tags/big/pause", {}],
    ["POST", "/tags/big/retire", {}],
  ];
  for (const [method, path, payload] of doors)
    expect(await ask("admin", method, path, payload), path).toMatchObject({ status: 409, body: { code: "CHANGE_NEEDED" } });
  expect(await ask("admin", "POST", "/tags/move", { tags: ["big"], group: "运营" })).toMatchObject({ body: { code: "APPROVAL_LEFT" } });
  expect(await ask("admin", "DELETE", `/tag-groups/${encodeURIComponent("客户价值")}?moveTo=/`)).toMatchObject({
    body: { code: "APPROVAL_LEFT" },
  });
  const { job } = (await ask<{ job: string }>("admin", "POST", "/tags/big/restore", { from: "paused" })).body;
  expect(await tagwise.ended(job)).toMatchObject({ problem: { code: "TAG_STATE" } });
  expect(await tag("big")).toEqual(before);
  expect(await apply("mei", [{ code: "free", name: "随意", group: "运营", criteria: "不用审批" }])).toMatchObject({ state: "done" });
});

test("a request holds words, rule and people, is commented on, approved by somebody else and published", async () => {
  const { status, body } = await make("mei", [BIG(">= 2", { criteria: "两单以上" })], { title: "提高门槛", comment: "请看" });
  expect(status).toBe(201);
  const made = await read(body.change, "mei");
  expect(made).toMatchObject({
    state: "open",
    title: "提高门槛",
    madeBy: { name: "mei" },
    tags: [{ code: "big", change: "changed" }],
    entries: [{ before: { rule: PAID(">= 1") }, after: { rule: PAID(">= 2"), criteria: "两单以上" }, since: [] }],
    comments: [{ by: "mei", text: "请看" }],
    may: { withdraw: null, approve: { zh: expect.any(String) } },
  });
  expect(made.entries[0]!.differences.map(({ zh }) => zh).join()).toContain("规则：");
  const plan = (await ask<TagPlan>("li", "POST", `/changes/${body.change}/preview`)).body;
  expect(plan.entries).toMatchObject([{ code: "big", members: { now: 2, after: 1, enter: 0, leave: 1 } }]);
  expect((await ask<{ waiting: number }>("li", "GET", "/changes?state=open")).body.waiting).toBe(1);
  expect((await ask<{ waiting: number }>("mei", "GET", "/changes?state=open")).body.waiting).toBe(0);
  expect((await act("li", body.change, "comments", { text: "好" })).status).toBe(201);
  expect(await approved("li", body.change)).toMatchObject({ state: "done", result: { changed: ["big"] } });
  expect(await tag("big")).toMatchObject({ members: 1, version: 2, criteria: "两单以上" });
  const done = await read(body.change);
  expect(done).toMatchObject({ state: "published", decidedBy: "li", comments: [{}, { by: "li", text: "好" }, { kind: "approval" }] });
  expect(await act("wang", body.change, "approve")).toMatchObject({ status: 409, body: { code: "CHANGE_STATE" } });
});

test("nobody approves what they made, by any door: administrators, keys that they made, the command line at the machine", async () => {
  const { body } = await make("wang", [BIG(">= 3")]);
  expect(await act("wang", body.change, "approve")).toMatchObject({ status: 403, body: { code: "CHANGE_OWN" } });
  expect(await act("wang", body.change, "reject", { comment: "不" })).toMatchObject({ status: 403, body: { code: "CHANGE_OWN" } });
  expect(await act("mei", body.change, "approve")).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
  const { secret } = (await ask<{ secret: string }>("wang", "POST", "/keys", { name: "自己的", role: "administrator" })).body;
  const byKey: Asked = (options) => tagwise.ask(null, { ...options, headers: { authorization: `Bearer ${secret}` } });
  people.set("wang's key", byKey);
  expect(await act("wang's key", body.change, "approve")).toMatchObject({ status: 403, body: { code: "CHANGE_OWN" } });
  const { secret: second } = (await ask<{ secret: string }>("wang's key", "POST", "/keys", { name: "再一个", role: "administrator" })).body;
  people.set("key of a key", (options) => tagwise.ask(null, { ...options, headers: { authorization: `Bearer ${second}` } }));
  expect(await act("key of a key", body.change, "approve")).toMatchObject({ status: 403, body: { code: "CHANGE_OWN" } });
  const byProgram = (await make("wang's key", [BIG(">= 4")])).body.change;
  expect(await act("wang", byProgram, "approve")).toMatchObject({ status: 403, body: { code: "CHANGE_OWN" } });
  expect(await line("change", "approve", String(body.change))).toMatchObject({ code: 4, err: expect.stringContaining("known person") });
  expect(await act("key", body.change, "approve")).toMatchObject({ status: 403, body: { code: "CHANGE_APPROVER_UNKNOWN" } });
  expect(await act("mei", body.change, "withdraw")).toMatchObject({ status: 403, body: { code: "CHANGE_NOT_YOURS" } });
  expect(await act("wang", body.change, "withdraw", { comment: "算了" })).toMatchObject({ status: 200, body: { state: "withdrawn" } });
  expect(await act("li", byProgram, "reject", { comment: "太高" })).toMatchObject({ status: 200, body: { state: "rejected" } });
  expect(await read(byProgram)).toMatchObject({ state: "rejected", comments: [{ kind: "rejection", text: "太高", by: "li" }] });
  expect(await tag("big")).toMatchObject({ version: 2 });
});

test("a request on an older version is not published; it says what changed, and holds everything still", async () => {
  const first = (await make("mei", [BIG(">= 3", { criteria: "三单" })])).body.change;
  const second = (await make("wang", [BIG(">= 2", { owner: "张三", criteria: "两单以上" })])).body.change;
  expect(await approved("li", second)).toMatchObject({ state: "done" });
  const stale = await read(first);
  expect(stale.entries[0]!.since.map(({ zh }) => zh).join()).toContain('owner：— → "张三"');
  const refused = await act("li", first, "approve");
  expect(refused).toMatchObject({ status: 409, body: { code: "CHANGE_CONFLICT" } });
  expect(refused.body.zh).toContain("张三");
  expect(await read(first)).toMatchObject({ state: "open", entries: [{ after: { criteria: "三单" } }] });
  expect((await act("mei", first, "withdraw")).status).toBe(200);
});

test("a request survives a renamed group, makes and retires tags, and is refused where something still uses what it retires", async () => {
  const renamed = (await make("mei", [BIG(">= 1", { owner: "张三", criteria: "一单" })])).body.change;
  await ask("admin", "PATCH", `/tag-groups/${encodeURIComponent("客户价值")}`, { name: "价值" });
  expect(await approved("li", renamed)).toMatchObject({ state: "done" });
  expect(await tag("big")).toMatchObject({ criteria: "一单", group: [{ zh: "价值" }] });
  const made = await make("mei", [{ name: "更大的客户", group: "价值", rule: { all: [{ tag: "big" }, PAID(">= 2")] } }], { creates: true });
  const { entries } = await read(made.body.change);
  expect(entries).toMatchObject([{ change: "new", before: null, after: { kind: "rule" } }]);
  expect(await approved("wang", made.body.change)).toMatchObject({ state: "done", result: { added: [entries[0]!.code] } });
  expect(await ask("mei", "POST", "/changes", { retire: ["big"] })).toMatchObject({ status: 409, body: { code: "TAG_USED" } });
  const retiring = (await ask<{ change: number }>("mei", "POST", "/changes", { retire: ["big", entries[0]!.code] })).body.change;
  expect(await approved("li", retiring)).toMatchObject({ state: "done", result: { retired: ["big", entries[0]!.code] } });
  expect(await tag("big")).toMatchObject({ state: "retired" });
  const { job } = (await ask<{ job: string }>("admin", "POST", "/tags/big/restore", { from: "retired" })).body;
  expect(await tagwise.ended(job)).toMatchObject({ problem: { code: "CHANGE_NEEDED" } });
});

test("where no approval is needed a request is published by who made it; what is unchanged is no request", async () => {
  const free = { code: "free", name: "随意", group: "运营", criteria: "新口径" };
  const { change } = (await make("mei", [free])).body;
  const { job } = (await act("mei", change, "publish")).body;
  expect(await tagwise.ended(job)).toMatchObject({ state: "done", result: { changed: ["free"] } });
  expect(await make("mei", [free])).toMatchObject({ status: 422, body: { code: "CHANGE_EMPTY" } });
  const { change: needed } = (await make("mei", [{ code: "fresh", name: "新的", group: "价值" }])).body;
  expect(await act("mei", needed, "publish")).toMatchObject({ status: 409, body: { code: "CHANGE_NOT_APPROVED" } });
  expect(await ask("li", "PUT", "/tag-groups/%2F/approval", { approval: "needed" })).toMatchObject({ status: 403 });
  expect(await approval("/", "inherited")).toMatchObject({ status: 422, body: { code: "APPROVAL_TOP" } });
  expect(await approval("/", "needed")).toMatchObject({ body: { needsApproval: true } });
  expect(await apply("admin", [{ ...free, criteria: "又一个" }])).toMatchObject({ problem: { code: "CHANGE_NEEDED" } });
  expect(await approval("运营", "free")).toMatchObject({ body: { needsApproval: false } });
  expect(await apply("admin", [{ ...free, criteria: "又一个" }])).toMatchObject({ state: "done" });
  expect(await approval("/", "free")).toMatchObject({ body: { needsApproval: false } });
});

test("requests are listed newest first by page, and by commands", async () => {
  const all = (await ask<{ items: ChangeSummary[] }>("mei", "GET", "/changes?limit=500")).body.items.map(({ id }) => id);
  expect(all).toEqual(all.toSorted((a, b) => b - a));
  const first = (await ask<{ items: ChangeSummary[]; next: string }>("mei", "GET", "/changes?limit=2")).body;
  const second = (await ask<{ items: ChangeSummary[] }>("mei", "GET", `/changes?limit=2&cursor=${first.next}`)).body;
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.slice(0, 4));
  expect((await ask<{ items: ChangeSummary[] }>("mei", "GET", "/changes?tag=fresh")).body.items).toHaveLength(1);
  expect((await line("change", "list", "--state", "open")).out).toContain("新的");
  expect((await line("change", "show", String(all[0]))).out).toContain("fresh");
  expect(await line("change", "comment", String(all[0]), "看过")).toMatchObject({ code: 0 });
  expect(await line("change", "create", "--retire", "free")).toMatchObject({ code: 0, err: expect.stringContaining("waits") });
  expect(await line("change", "show", "999")).toMatchObject({ code: 5 });
  expect(await line("group", "approval", "运营", "inherited")).toMatchObject({ code: 0 });
});

const line = (...argv: readonly string[]) => commandLine(tagwise.app, argv);
