import { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPerson, ensureAdmin, signIn } from "../../src/access/index.ts";
import { defineJob } from "../../src/jobs/index.ts";
import { takeNumbers } from "../../src/engine/index.ts";
import { ADMIN, openTestApp, type TestApp } from "../support/app.ts";

const { promise, resolve } = Promise.withResolvers<object>();
const waited = defineJob({
  name: "evaluate",
  input: z.object({}),
  permission: "tag.edit",
  seenBy: "tag.read",
  afterCrash: "fail",
  run: () => promise,
});

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp({ kinds: [waited] });
});
afterAll(() => tagwise.close());

const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

test("both stores answer, and the first person can sign in, make a key and use it", async () => {
  expect((await tagwise.ask(null, { url: "/readyz" })).json()).toEqual({ ok: true, records: true, facts: true });
  const entered = await tagwise.ask(null, {
    method: "POST",
    url: "/api/session",
    payload: { login: ADMIN.login, password: ADMIN.password },
  });
  const cookie = String(entered.headers["set-cookie"]).split(";")[0]!;
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  const made = await tagwise.ask(null, { method: "POST", url: "/api/keys", payload: { name: "ERP", role: "editor" }, headers });
  const { secret, key } = made.json<{ secret: string; key: { id: string } }>();
  const authorization = `Bearer ${secret}`;
  expect((await tagwise.ask(null, { url: "/api/session", headers: { authorization } })).json()).toMatchObject({ person: { name: "ERP" } });
  const { items } = (await tagwise.ask("administrator", { url: "/api/keys" })).json<{
    items: { id: string; lastUsedAt: string | null }[];
  }>();
  expect(items.find(({ id }) => id === key.id)!.lastUsedAt).toMatch(/^\d{4}-.*Z$/);
  expect((await tagwise.ask("administrator", { method: "DELETE", url: `/api/keys/${key.id}` })).json()).toEqual({ ok: true });
  expect((await tagwise.ask(null, { url: "/api/session", headers: { authorization } })).statusCode).toBe(401);
});

test("numbers taken by many at once are consecutive and never the same", async () => {
  const firsts = await times(40, () => takeNumbers(tagwise.app.engine.records, "test", 3));
  expect(firsts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => 1 + 3 * index));
});

test("people who start at once make one administrator and one person per login", async () => {
  const { ctx } = tagwise;
  await ctx.records.deleteFrom("people").execute();
  const admins = await times(4, (index) => ensureAdmin({ ctx, input: { ...ADMIN, login: `admin${index}` } }));
  expect(admins.filter(({ created }) => created)).toHaveLength(1);
  const same = await Promise.allSettled(
    Array.from({ length: 4 }, () =>
      createPerson({ ctx, input: { login: "li", name: "李", role: "read-only", password: "correct horse" } }),
    ),
  );
  expect(same.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("attempts to guess a password at the same moment all count", async () => {
  const { ctx } = tagwise;
  const guesses = await Promise.allSettled(
    Array.from({ length: 12 }, () =>
      signIn({ ctx, input: { login: "li", password: "wrong", address: "10.0.0.9", seal: tagwise.app.seal } }),
    ),
  );
  const codes = guesses.map((guess) => (guess.status === "rejected" ? (guess.reason as { code: string }).code : "in"));
  expect(codes.filter((code) => code === "LOGIN_THROTTLED").length).toBe(7);
});

test("a job's end reaches whoever waits for it", async () => {
  const { ctx, app } = tagwise;
  const job = await app.jobs.enqueue(ctx, waited, {});
  const waiting = (["editor", "read-only"] as const).map((role) => tagwise.ask(role, { url: `/api/jobs/${job}?wait=30000` }));
  resolve({ tags: 3 });
  const [told, ended] = await Promise.all(waiting);
  expect(told!.json()).toMatchObject({ id: job, state: "done", result: { tags: 3 } });
  // What it did is told to who may start its like.
  expect(ended!.json()).toMatchObject({ id: job, state: "done", result: null });
});

test("an upload is written down with its size and its sender", async () => {
  const sent = await tagwise.ask("administrator", { method: "POST", url: "/api/uploads?name=a.csv", payload: "a,b\n1,2\n" });
  const { upload } = sent.json<{ upload: string }>();
  const row = await tagwise.ctx.records.selectFrom("uploads").select(["name", "bytes"]).where("id", "=", upload).executeTakeFirst();
  expect(row).toEqual({ name: "a.csv", bytes: 8 });
});
