import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProblemDetails, TagDetail, TagSummary } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
const ORDERS = (is: string) => ({ event: "Order Completed", is });

beforeAll(async () => {
  tagwise = await openTestApp();
  await send("a", 2);
  await apply([
    { code: "buyer", name: "买过", owner: "运营", criteria: "下过单", rule: ORDERS(">= 1") },
    { code: "loyal", name: "常客", rule: { all: [{ tag: "buyer" }, ORDERS(">= 2")] } },
    { code: "vip", name: "贵宾" },
  ]);
});
afterAll(() => tagwise.close());

async function ask<T>(method: InjectOptions["method"], path: string, payload?: object): Promise<{ status: number; body: T }> {
  const answer = await tagwise.ask("administrator", { method: method!, url: `/api${path}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<T>() };
}
async function apply(tags: readonly object[]) {
  const { body } = await ask<{ job: string }>("POST", "/tags/apply", { document: { tags }, prune: false });
  return tagwise.ended(body.job);
}
async function send(crm: string, times: number): Promise<void> {
  const events = Array.from({ length: times }, (_, index) => ({
    id: `${crm}${index}`,
    event: "Order Completed",
    identities: { crm },
    time: "2026-01-01T00:00:00Z",
  }));
  expect((await ask("POST", "/events", { events })).status).toBe(200);
}
const evaluate = async () => tagwise.ended((await ask<{ job: string }>("POST", "/evaluations")).body.job);
const act = (tag: string, verb: "pause" | "retire") => ask<ProblemDetails & { tag: string }>("POST", `/tags/${tag}/${verb}`);
async function restore(tag: string, from: "paused" | "retired") {
  const { body } = await ask<{ job: string }>("POST", `/tags/${tag}/restore`, { from });
  return tagwise.ended(body.job);
}
const read = async (code: string) => (await ask<TagDetail>("GET", `/tags/${code}`)).body;
const listed = async (query = "") => (await ask<{ items: TagSummary[] }>("GET", `/tags${query}`)).body.items.map(({ code }) => code);

test("a paused tag keeps its members and says since when; resumed, it is evaluated anew", async () => {
  expect(await read("loyal")).toMatchObject({ members: 1, state: "published" });
  const before = await read("loyal");
  expect(await act("loyal", "pause")).toMatchObject({ status: 200, body: { tag: "loyal" } });
  await send("b", 3);
  await evaluate();
  const paused = await read("loyal");
  expect(paused).toMatchObject({ members: 1, state: "paused", revision: before.revision + 1, version: before.version });
  expect(Date.parse(paused.stateSince)).toBeGreaterThan(Date.parse(before.stateSince));
  expect(await act("loyal", "pause")).toMatchObject({ status: 409, body: { code: "TAG_STATE" } });
  expect(await restore("loyal", "paused")).toMatchObject({ state: "done", result: { tag: "loyal" } });
  expect(await read("loyal")).toMatchObject({ members: 2, state: "published" });
});

test("what is in use is not retired: the refusal lists each use, and nothing changes", async () => {
  const refused = await act("buyer", "retire");
  expect(refused).toMatchObject({
    status: 409,
    body: { code: "TAG_USED", params: { uses: [{ kind: "tag", id: "loyal", name: { zh: "常客" } }] } },
  });
  expect(refused.body.zh).toContain("标签「常客」");
  const { body: segment } = await ask<{ id: string }>("POST", "/segments", { name: "重点", where: "贵宾" });
  expect(await act("贵宾", "retire")).toMatchObject({ status: 409, body: { params: { uses: [{ kind: "segment", id: segment.id }] } } });
  await ask("DELETE", `/segments/${segment.id}`);
  expect(await listed()).toEqual(["buyer", "loyal", "vip"]);
});

test("a retired tag leaves the lists and keeps its page, its history and its code; restored, it is as it was and evaluated anew", async () => {
  expect((await act("loyal", "retire")).status).toBe(200);
  expect((await act("buyer", "retire")).status).toBe(200);
  expect(await listed()).toEqual(["vip"]);
  expect((await listed("?state=retired")).toSorted()).toEqual(["buyer", "loyal"]);
  expect(await read("买过")).toMatchObject({ code: "buyer", state: "retired", owner: "运营", criteria: "下过单", members: 2 });
  expect((await read("buyer")).changes.length).toBeGreaterThan(0);
  expect((await ask("GET", "/customers/count?where=buyer")).status).toBeGreaterThanOrEqual(400);
  const taken = await ask<ProblemDetails>("POST", "/tags", { name: "别的", code: "buyer" });
  expect(taken).toMatchObject({ status: 409, body: { code: "TAG_CODE_TAKEN", params: { state: "retired" } } });
  expect(taken.body.zh).toContain("请恢复它");

  await send("c", 1);
  // Its rule names a tag that is retired too.
  expect(await restore("loyal", "retired")).toMatchObject({ state: "failed", problem: { code: "INPUT_INVALID" } });
  expect(await restore("buyer", "retired")).toMatchObject({ state: "done", result: { tag: "buyer" } });
  expect(await read("buyer")).toMatchObject({ state: "published", owner: "运营", members: 3, version: 1 });
  expect(await restore("loyal", "retired")).toMatchObject({ state: "done" });
  expect(await listed()).toEqual(["buyer", "loyal", "vip"]);
});

test("a retired tag does not come back under a name that belongs to another tag by now", async () => {
  await act("vip", "retire");
  expect((await ask("POST", "/tags", { name: "ＶＩＰ贵宾", code: "other" })).status).toBe(201);
  expect((await ask("POST", "/tags", { name: "贵宾", code: "newer" })).status).toBe(201);
  expect(await restore("vip", "retired")).toMatchObject({ state: "failed", problem: { code: "TAG_NAME_TAKEN" } });
});

test("a tag that was never used is deleted, and its code is free; one with customers or uses is not", async () => {
  const gone = (tag: string) => ask<ProblemDetails & { tag: string }>("DELETE", `/tags/${tag}`);
  expect((await ask("POST", "/tags", { name: "试一下", code: "trial" })).status).toBe(201);
  const { body: segment } = await ask<{ id: string }>("POST", "/segments", { name: "试用", where: "trial" });
  expect(await gone("trial")).toMatchObject({
    status: 409,
    body: { code: "TAG_USED", params: { uses: [{ kind: "segment", id: segment.id }] } },
  });
  await ask("DELETE", `/segments/${segment.id}`);
  expect(await gone("试一下")).toMatchObject({ status: 200, body: { tag: "trial" } });
  expect((await ask("GET", "/tags/trial")).status).toBe(404);
  expect((await ask("POST", "/tags", { name: "试一下", code: "trial" })).status).toBe(201);
  expect((await act("trial", "retire")).status).toBe(200);
  expect((await gone("trial")).status).toBe(200);
  const refused = await gone("buyer");
  expect(refused).toMatchObject({ status: 409, body: { code: "TAG_HAS_HISTORY" } });
  expect(refused.body.zh).toContain("请改为停用");
  expect(await gone("nobody")).toMatchObject({ status: 404 });
});

test("every change of state is an audit row with before and after", async () => {
  const { body } = await ask<{ items: { action: string; details: Record<string, unknown> }[] }>("GET", "/audit?limit=200");
  const states = body.items.filter(({ action }) => /^tag\.(pause|resume|retire|restore)$/.test(action)).toReversed();
  expect(states.map(({ action, details }) => `${action} ${details["tag"]} ${details["before"]}→${details["after"]}`)).toEqual([
    "tag.pause loyal published→paused",
    "tag.resume loyal paused→published",
    "tag.retire loyal published→retired",
    "tag.retire buyer published→retired",
    "tag.restore buyer retired→published",
    "tag.restore loyal retired→published",
    "tag.retire vip published→retired",
    "tag.retire trial published→retired",
  ]);
});
