import { afterAll, beforeAll, expect, test } from "vitest";
import { actorOfCachedKey, actorOfKey, createKey, listKeys, requireSomewhere, tagPolicy } from "../../src/access/index.ts";
import type { Actor } from "../../src/kernel/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

const DAY_MILLISECONDS = 86_400_000;

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

test("a key works up to its end, then a clear error names it, when it ended and what to do; the cache does not outlive it", async () => {
  const { ctx, app } = tagwise;
  const now = ctx.clock();
  const { key, secret } = await createKey({ ctx: { ...ctx, clock: () => now }, input: { name: "官网", role: "read-only", days: 1 } });
  expect(Date.parse(key.endsAt!)).toBe(now + DAY_MILLISECONDS);
  const last = now + DAY_MILLISECONDS - 1;
  expect(await actorOfCachedKey(app.engine, secret, last)).toMatchObject({ kind: "key", name: "官网" });
  for (const refused of [() => actorOfCachedKey(app.engine, secret, last + 1), () => actorOfKey(ctx.records, secret, last + 1)])
    await expect(refused()).rejects.toMatchObject({
      code: "KEY_EXPIRED",
      params: { name: "官网", at: key.endsAt },
      en: expect.stringMatching(/ask an administrator/i),
      zh: expect.stringContaining("请管理员新建"),
    });
  const later = { ...ctx, clock: () => last + 1 };
  expect((await listKeys({ ctx: later, input: {} })).items.find(({ id }) => id === key.id)).toMatchObject({ ended: true });
});

test("the API refuses a key that has ended with 401, and a key without an end works on", async () => {
  const { ctx } = tagwise;
  const past = { ...ctx, clock: () => Date.now() - 2 * DAY_MILLISECONDS };
  const ended = await createKey({ ctx: past, input: { name: "旧", role: "read-only", days: 1 } });
  const endless = await createKey({ ctx: past, input: { name: "新", role: "read-only" } });
  const ask = (secret: string) => tagwise.ask(null, { url: "/api/tags", headers: { authorization: `Bearer ${secret}` } });
  expect((await ask(ended.secret)).json()).toMatchObject({ status: 401, code: "KEY_EXPIRED" });
  expect((await ask(endless.secret)).statusCode).toBe(200);
  for (const days of [0, -1, 1.5, 4_000]) {
    const answer = await tagwise.ask("administrator", {
      method: "POST",
      url: "/api/keys",
      payload: { name: "x", role: "read-only", days },
    });
    expect(answer.statusCode, String(days)).toBe(422);
  }
});

test("a key that is limited to some permissions has no others, whatever its role or a grant allows", async () => {
  const make = (payload: object) => tagwise.ask("administrator", { method: "POST", url: "/api/keys", payload });
  const beyond = await make({ name: "x", role: "staff", scopes: ["tag.read", "team.manage"] });
  expect(beyond.json()).toMatchObject({ status: 422, code: "KEY_SCOPES_BEYOND_ROLE", params: { scopes: ["team.manage"], role: "staff" } });
  expect((await make({ name: "x", role: "staff", scopes: [] })).statusCode).toBe(422);
  const { secret, key } = (await make({ name: "只读标签", role: "analyst", scopes: ["tag.read"] })).json<{
    secret: string;
    key: object;
  }>();
  expect(key).toMatchObject({ role: "analyst", scopes: ["tag.read"] });
  const granted = await tagwise.ask("administrator", {
    method: "POST",
    url: "/api/grants",
    payload: { subject: { role: "analyst" }, object: { workspace: true }, action: "assign", effect: "allow" },
  });
  expect(granted.statusCode, granted.body).toBe(201);
  const ask = (method: "GET" | "POST", url: string, payload?: object) =>
    tagwise.ask(null, { method, url: `/api${url}`, headers: { authorization: `Bearer ${secret}` }, ...(payload && { payload }) });
  expect((await ask("GET", "/tags")).statusCode).toBe(200);
  expect((await ask("GET", "/customers")).json()).toMatchObject({ status: 403, code: "FORBIDDEN" });
  expect((await ask("GET", "/people")).statusCode).toBe(403);
  expect((await ask("POST", "/tags/koc/members", { add: ["1"] })).json()).toMatchObject({ status: 403, code: "FORBIDDEN" });
  expect((await ask("GET", "/session")).json()).toMatchObject({ permissions: ["tag.read"] });
  // The policy of tags: the grant reaches a key of the role, and not the limited one.
  const tag = { id: 1, groups: [] };
  const verdictOf = async (actor: Actor) => (await tagPolicy({ ...tagwise.ctx, actor })).can("assign", tag).allowed;
  const { engine } = tagwise.app;
  const whole = (await make({ name: "全部", role: "analyst" })).json<{ secret: string }>();
  expect(await verdictOf(await actorOfCachedKey(engine, whole.secret, Date.now()))).toBe(true);
  const limited = await actorOfCachedKey(engine, secret, Date.now());
  expect(await verdictOf(limited)).toBe(false);
  await expect(requireSomewhere({ ...tagwise.ctx, actor: limited }, "assign")).rejects.toMatchObject({ code: "FORBIDDEN" });
});
