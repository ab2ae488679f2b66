import { afterAll, beforeAll, expect, test } from "vitest";
import type { InjectOptions } from "fastify";
import type { DepartmentShape, PersonShape } from "../../src/contract/index.ts";
import { ADMIN, openTestApp, type TestApp } from "../support/app.ts";

const PASSWORD = "correct horse";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

async function ask<T = Record<string, unknown>>(method: NonNullable<InjectOptions["method"]>, url: string, payload?: object) {
  const answer = await tagwise.ask("administrator", { method, url: `/api${url}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<T & { code?: string; params?: Record<string, unknown> }>() };
}
const add = async (login: string, more: object = {}) => {
  const { status, body } = await ask<{ person: string }>("POST", "/people", {
    login,
    name: login,
    role: "editor",
    password: PASSWORD,
    ...more,
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.person;
};
const department = async (name: string, parent: string | null = null) =>
  (await ask<DepartmentShape>("POST", "/departments", { name, parent })).body;
const people = async (query = "") => (await ask<{ items: PersonShape[] }>("GET", `/people${query}`)).body.items.map(({ login }) => login);

/** A signed-in browser: its cookie on every request. */
async function signedIn(login: string) {
  const answer = await tagwise.ask(null, { method: "POST", url: "/api/session", payload: { login, password: PASSWORD } });
  expect(answer.statusCode, answer.body).toBe(200);
  const cookie = String(answer.headers["set-cookie"]).split(";")[0]!;
  return (options: InjectOptions) => tagwise.ask(null, { ...options, headers: { cookie, host: "localhost", origin: "http://localhost" } });
}

test("people are listed by name, role, department with those below, and state", async () => {
  const sales = await department("销售部");
  const east = await department("华东", sales.id);
  await add("people-li", { name: "李雷", department: east.id });
  await add("people-han", { name: "韩梅梅", role: "manager", department: "销售部" });
  expect(await people("?q=%E6%9D%8E")).toEqual(["people-li"]);
  expect(await people(`?department=${sales.id}`)).toEqual(["people-li", "people-han"]);
  expect(await people(`?department=${encodeURIComponent("销售部/华东")}`)).toEqual(["people-li"]);
  expect(await people("?role=manager")).toEqual(["people-han"]);
  expect(await people("?department=none")).toEqual([ADMIN.login]);
  expect(await people("?state=disabled")).toEqual([]);
  const { body } = await ask<{ items: DepartmentShape[] }>("GET", "/departments");
  expect(body.items.map(({ name, people: own, peopleBelow }) => [name, own, peopleBelow])).toEqual([
    ["销售部", 1, 2],
    ["华东", 1, 1],
  ]);
});

test("a change of role takes effect with the next request of an open session", async () => {
  await add("people-wang", { role: "read-only" });
  const browser = await signedIn("people-wang");
  const segment = { method: "POST", url: "/api/segments", payload: { name: "people", where: "x" } } as const;
  expect((await browser(segment)).json()).toMatchObject({ code: "FORBIDDEN" });
  expect((await ask("PATCH", "/people/people-wang", { role: "editor", name: "王" })).body).toMatchObject({ role: "editor", name: "王" });
  expect((await browser(segment)).json()).not.toMatchObject({ code: "FORBIDDEN" });
  expect((await ask("PATCH", "/people/people-wang", { role: "read-only" })).status).toBe(200);
  expect((await browser(segment)).json()).toMatchObject({ code: "FORBIDDEN" });
  const [change] = (await ask<{ items: { action: string; details: object }[] }>("GET", "/audit?action=person.change&limit=1")).body.items;
  expect(change!.details).toMatchObject({ before: { role: "editor" }, after: { role: "read-only" } });
});

test("disabling ends sessions at once and hands over tags, webhooks, data sources and keys; without a new owner it is refused", async () => {
  const heir = await add("people-heir");
  const leaver = await add("people-leaver", { name: "离职者", role: "administrator" });
  const browser = await signedIn("people-leaver");
  const tags = [{ code: "owned", name: "有主", owner: "离职者" }];
  const { job } = (await browser({ method: "POST", url: "/api/tags/apply", payload: { document: { tags } } })).json<{ job: string }>();
  expect(await tagwise.ended(job)).toMatchObject({ state: "done" });
  const made = await browser({ method: "POST", url: "/api/keys", payload: { name: "离职者的密钥", role: "read-only" } });
  const { secret } = made.json<{ secret: string }>();
  const webhook = { name: "离职者的推送", url: "https://8.8.8.8/", tags: ["owned"] };
  const place = { kind: "postgres", host: "8.8.8.8", port: 5432, database: "shop", user: "reader" };
  for (const [url, payload] of [
    ["/api/webhooks", webhook],
    ["/api/sources", { name: "离职者的库", place, secret: "x", query: "select * from orders" }],
  ] as const) {
    const answer = await browser({ method: "POST", url, payload });
    expect(answer.statusCode, answer.body).toBe(201);
  }
  const owned = [{ kind: "tag", id: "owned" }, { kind: "webhook" }, { kind: "source" }, { kind: "key" }];
  const refused = await ask("POST", `/people/${leaver}/disable`, {});
  expect(refused).toMatchObject({ status: 409, body: { code: "PERSON_OWNS" } });
  expect(refused.body.params!["uses"]).toMatchObject(owned);
  expect((await ask("POST", `/people/${leaver}/disable`, { handOverTo: leaver })).body.code).toBe("HAND_OVER_IMPOSSIBLE");
  expect((await browser({ url: "/api/session" })).statusCode).toBe(200);
  const done = await ask<{ handedOver: object[] }>("POST", `/people/${leaver}/disable`, { handOverTo: heir });
  expect(done).toMatchObject({ status: 200, body: { person: { login: "people-leaver" }, handedOver: owned } });
  expect((await browser({ url: "/api/session" })).json()).toMatchObject({ code: "SESSION_ENDED" });
  const again = await tagwise.ask(null, { method: "POST", url: "/api/session", payload: { login: "people-leaver", password: PASSWORD } });
  expect(again.json()).toMatchObject({ code: "LOGIN_WRONG" });
  expect((await ask("GET", "/tags/owned")).body).toMatchObject({ owner: "people-heir" });
  expect((await ask<{ items: object[] }>("GET", `/people/${heir}/holdings`)).body.items).toMatchObject(owned);
  const program = await tagwise.ask(null, { url: "/api/tags", headers: { authorization: `Bearer ${secret}` } });
  expect(program.statusCode).toBe(200);
  expect(await people("?state=disabled")).toEqual(["people-leaver"]);
  expect((await ask("POST", "/people/people-leaver/enable")).body).toMatchObject({ disabledAt: null, role: "administrator" });
  await signedIn("people-leaver");
  await ask("POST", `/people/people-leaver/disable`, {});
});

test("of two people with one name, disabling one leaves the other's tags alone", async () => {
  await add("people-zhang-1", { name: "张伟" });
  await add("people-zhang-2", { name: "张伟" });
  const tags = [
    { code: "by_name", name: "按姓名", owner: "张伟" },
    { code: "by_login", name: "按账号", owner: "People-Zhang-1" },
  ];
  const { job } = (await ask<{ job: string }>("POST", "/tags/apply", { document: { tags } })).body;
  expect(await tagwise.ended(job)).toMatchObject({ state: "done" });
  const done = await ask("POST", "/people/people-zhang-1/disable", { handOverTo: "people-zhang-2" });
  expect(done.body["handedOver"]).toMatchObject([{ id: "by_login" }]);
  // Only one active person has the name now.
  const { items } = (await ask<{ items: object[] }>("GET", "/people/people-zhang-2/holdings")).body;
  expect(items).toMatchObject([{ id: "by_name" }, { id: "by_login" }]);
  expect((await ask("GET", "/tags/by_login")).body["owner"]).toBe("people-zhang-2");
});

test("the last administrator keeps role and account, also when two are taken away at once", async () => {
  const alone = { code: "LAST_ADMINISTRATOR", params: { name: ADMIN.name } };
  expect((await ask("PATCH", `/people/${ADMIN.login}`, { role: "editor" })).body).toMatchObject(alone);
  expect((await ask("POST", `/people/${ADMIN.login}/disable`, {})).body).toMatchObject(alone);
  await add("people-second", { role: "administrator" });
  const both = await Promise.all([
    ask("PATCH", `/people/${ADMIN.login}`, { role: "editor" }),
    ask("POST", "/people/people-second/disable", {}),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  await ask("PATCH", `/people/people-second`, { role: "administrator" });
  await ask("POST", "/people/people-second/enable");
  expect((await ask("PATCH", `/people/${ADMIN.login}`, { role: "administrator" })).status).toBe(200);
});

test("a department does not move below itself, keeps its name among its siblings, and goes only when empty", async () => {
  const top = await department("总部");
  const below = await department("分部", top.id);
  const deep = await department("小组", below.id);
  const change = (id: string, body: object) => ask("PATCH", `/departments/${id}`, body);
  for (const parent of [top.id, below.id, deep.id]) expect((await change(top.id, { parent })).body.code).toBe("DEPARTMENT_UNDER_ITSELF");
  expect((await change(below.id, { parent: "nowhere" })).body.code).toBe("DEPARTMENT_NOT_FOUND");
  expect((await ask("POST", "/departments", { name: "　分部 ", parent: top.id })).body.code).toBe("DEPARTMENT_NAME_TAKEN");
  expect((await ask("POST", "/departments", { name: "x".repeat(10_000) })).status).toBe(422);
  expect((await ask("POST", "/departments", { name: "a\u0000b" })).body.code).toBe("TEXT_UNUSABLE");
  await department("分部");
  for (const parent of [top.id, below.id]) await department("重名", parent);
  expect((await change(deep.id, { parent: "重名" })).body.code).toBe("DEPARTMENT_AMBIGUOUS");
  expect((await change(below.id, { parent: null })).body.code).toBe("DEPARTMENT_NAME_TAKEN");
  expect((await change(below.id, { parent: null, name: "独立分部" })).body).toMatchObject({ name: "独立分部", parent: null });
  await add("people-deep", { department: deep.id });
  for (const id of [below.id, deep.id]) expect((await ask("DELETE", `/departments/${id}`)).body.code).toBe("DEPARTMENT_NOT_EMPTY");
  await ask("PATCH", "/people/people-deep", { department: null });
  expect((await ask("DELETE", `/departments/${deep.id}`)).body).toEqual({ ok: true });
  const moves = await Promise.all([change(top.id, { parent: below.id }), change(below.id, { parent: top.id })]);
  expect(moves.map(({ status }) => status).toSorted()).toEqual([200, 422]);
});
