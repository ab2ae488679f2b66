import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { buildServer } from "../../src/api/index.ts";
import { openApp } from "../../src/app/index.ts";
import { createKey } from "../../src/access/index.ts";
import type { LiveEvent, Role } from "../../src/contract/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp;
let url: string;

beforeAll(async () => {
  tagwise = await openTestApp({ graceMilliseconds: 600_000 });
  await tagwise.server.listen({ port: 0, host: "127.0.0.1" });
  url = `http://127.0.0.1:${(tagwise.server.server.address() as AddressInfo).port}`;
  const tags = [
    { code: "vip", name: { zh: "贵宾", en: "VIP" } },
    { code: "old", name: { zh: "旧", en: "Old" } },
  ];
  const applied = await tagwise.ask("administrator", { method: "POST", url: "/api/tags/apply", payload: { document: { tags } } });
  const { job } = applied.json<{ job: string }>();
  await tagwise.ended(job);
  await appendBatch({ ctx: tagwise.ctx, input: { customers: [person("1"), person("2")] } });
});
afterAll(() => tagwise.close());

const person = (external: string) => ({ identities: [{ platform: "crm", external }], attributes: {}, at: Date.now() });

interface Ear {
  readonly headers: Headers;
  /** The first event from here on for which it holds, with its id. */
  until(wanted: (event: LiveEvent) => boolean): Promise<{ id: string; event: LiveEvent }>;
  ended(): Promise<void>;
  close(): void;
}

const secretOf = async (role: Role) => (await createKey({ ctx: tagwise.ctx, input: { name: "ear", role } })).secret;

async function listen(role: Role, since?: string, at = url): Promise<Ear> {
  const secret = await secretOf(role);
  const stopping = new AbortController();
  const response = await fetch(`${at}/api/live${since === undefined ? "" : `?since=${since}`}`, {
    headers: { authorization: `Bearer ${secret}`, "accept-encoding": "gzip, br" },
    signal: stopping.signal,
  });
  expect(response.status).toBe(200);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<string | undefined> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const frame = text.slice(0, end);
        text = text.slice(end + 2);
        if (/^data: /m.test(frame)) return frame;
        continue;
      }
      const { value, done } = await reader.read();
      if (done) return undefined;
      text += value;
    }
  };
  return {
    headers: response.headers,
    async until(wanted) {
      for (;;) {
        const frame = await next();
        if (frame === undefined) throw new Error("the stream ended");
        const event = JSON.parse(/^data: (.*)$/m.exec(frame)![1]!) as LiveEvent;
        if (wanted(event)) return { id: /^id: (.*)$/m.exec(frame)![1]!, event };
      }
    },
    async ended() {
      while ((await next()) !== undefined);
    },
    close: () => stopping.abort(),
  };
}

const assign = (tag: string, add: string[]) =>
  tagwise.ask("administrator", { method: "POST", url: `/api/tags/${tag}/members`, payload: { add, remove: [] } });
const members = (tag: string) => (event: LiveEvent) => event.kind === "members" && event.tags.some((each) => each.tag === tag);

test("a listener is told at once, uncompressed, which tag changed and how many have it now", async () => {
  const ear = await listen("read-only");
  await ear.until(({ kind }) => kind === "hello");
  expect(ear.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(ear.headers.get("content-encoding")).toBeNull();
  expect((await assign("vip", ["crm:1"])).statusCode).toBe(200);
  expect((await ear.until(members("vip"))).event).toEqual({ kind: "members", all: false, tags: [{ tag: "vip", members: 1 }] });
  await ear.until((event) => event.kind === "changed" && event.what.includes("tag"));
  ear.close();
});

test("who comes back is told what changed meanwhile, and no more", async () => {
  const first = await listen("read-only");
  const { id } = await first.until(({ kind }) => kind === "hello");
  first.close();
  await assign("old", ["crm:1", "crm:2"]);
  const second = await listen("read-only", id);
  expect((await second.until(({ kind }) => kind === "hello")).event).toEqual({ kind: "hello", missed: false });
  const news = await second.until(({ kind }) => kind === "members");
  expect(news.event).toMatchObject({ tags: [{ tag: "old", members: 2 }] });
  second.close();
  const third = await listen("read-only", news.id);
  await third.until(({ kind }) => kind === "hello");
  await assign("vip", ["crm:2"]);
  expect((await third.until(({ kind }) => kind === "members")).event).toMatchObject({ tags: [{ tag: "vip", members: 2 }] });
  third.close();
});

test("who reads the session and listens later is told what changed in between", async () => {
  const session = await tagwise.ask("read-only", { url: "/api/session" });
  await tagwise.ask("administrator", { method: "POST", url: "/api/tags/old/members", payload: { add: [], remove: ["crm:1", "crm:2"] } });
  const ear = await listen("read-only", session.json<{ live: string }>().live);
  expect((await ear.until(members("old"))).event).toEqual({ kind: "members", all: false, tags: [{ tag: "old", members: 0 }] });
  ear.close();
});

test("a position that cannot be is answered with: read everything again", async () => {
  for (const since of ["99999.9.9", "nonsense"]) {
    const ear = await listen("read-only", since);
    expect((await ear.until(({ kind }) => kind === "hello")).event).toEqual({ kind: "hello", missed: true });
    ear.close();
  }
});

test("nobody is told of what they may not see, and nothing names a person", async () => {
  const [viewer, admin, sender] = await Promise.all([listen("read-only"), listen("administrator"), listen("sender")]);
  for (const ear of [viewer, admin, sender]) await ear.until(({ kind }) => kind === "hello");
  await tagwise.ask("administrator", { method: "POST", url: "/api/keys", payload: { name: "hidden", role: "read-only" } });
  await admin.until((event) => event.kind === "changed" && event.what.includes("key"));
  await appendBatch({ ctx: tagwise.ctx, input: { customers: [person("3")] } });
  await assign("vip", ["crm:3"]);
  const heard: LiveEvent[] = [];
  await viewer.until((event) => heard.push(event) > 0 && members("vip")(event));
  expect(heard.some((event) => event.kind === "changed" && event.what.includes("key"))).toBe(false);
  expect(JSON.stringify(heard)).not.toContain("crm");
  viewer.close();
  admin.close();
  sender.close();
});

test("a job is told as it goes and when it ends", async () => {
  const ear = await listen("read-only");
  await ear.until(({ kind }) => kind === "hello");
  const evaluated = await tagwise.ask("administrator", { method: "POST", url: "/api/evaluations", payload: {} });
  const { job } = evaluated.json<{ job: string }>();
  const { event } = await ear.until((heard) => heard.kind === "job" && heard.job.id === job && heard.job.state === "done");
  expect(event).toMatchObject({ job: { kind: "evaluate" } });
  ear.close();
});

// Only stores on servers may be shared.
test.skipIf(!inject("servers"))("what another process on the same stores changes is told as well", async () => {
  const other = await openApp({ ...tagwise.app.config, port: 0 }, { server: buildServer });
  const server = await other.server();
  await server.listen({ port: 0, host: "127.0.0.1" });
  const ear = await listen("read-only", undefined, `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
  const { id } = await ear.until(({ kind }) => kind === "hello");
  await assign("old", ["crm:3"]);
  expect((await ear.until(members("old"))).event).toMatchObject({ tags: [{ tag: "old" }] });
  ear.close();
  // A place told by one is understood by the other.
  const back = await listen("read-only", id);
  expect((await back.until(({ kind }) => kind === "members")).event).toMatchObject({ tags: [{ tag: "old" }] });
  back.close();
  await other.close();
});

test.skipIf(!inject("servers"))(
  "what another process changes is shown within a second, whatever it is, and the overview says what runs",
  async () => {
    const other = await openApp({ ...tagwise.app.config, port: 0 }, { server: buildServer });
    const server = await other.server();
    await server.listen({ port: 0, host: "127.0.0.1" });
    const ear = await listen("administrator", undefined, `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
    await ear.until(({ kind }) => kind === "hello");
    const post = (path: string, payload: object) => tagwise.ask("administrator", { method: "POST", url: `/api${path}`, payload });
    const tag = { code: "new", name: { zh: "新", en: "New" } };
    const writes: readonly [() => Promise<unknown>, (event: LiveEvent) => boolean][] = [
      [() => post("/customers", { customers: [{ identities: { crm: "9" } }] }), ({ kind }) => kind === "facts"],
      [() => assign("vip", ["crm:9"]), members("vip")],
      [() => post("/keys", { name: "new", role: "read-only" }), (event) => event.kind === "changed" && event.what.includes("key")],
      [() => post("/tags/apply", { document: { tags: [tag] } }), ({ kind }) => kind === "job"],
    ];
    for (const [write, wanted] of writes) {
      await write();
      const since = performance.now();
      await ear.until(wanted);
      expect(performance.now() - since).toBeLessThan(1_000);
    }
    const state = async () =>
      (await server.inject({ url: "/api/overview", headers: { authorization: `Bearer ${await secretOf("read-only")}` } })).json().evaluation
        .state;
    const running = { kind: "full", started_at: new Date(), fence: tagwise.ctx.lease.fence, as_of: new Date(), failed_tags: 0 };
    expect(await state()).not.toBe("running");
    const { id } = await tagwise.ctx.records
      .insertInto("evaluations")
      .values({ ...running, state: "running" })
      .returning("id")
      .executeTakeFirstOrThrow();
    await ear.until((event) => event.kind === "evaluation" && event.running);
    expect(await state()).toBe("running");
    await tagwise.ctx.records.updateTable("evaluations").set({ state: "failed" }).where("id", "=", id).execute();
    ear.close();
    await other.close();
  },
);

test("closing the app ends every stream at once rather than after its grace", async () => {
  const ears = await Promise.all([listen("read-only"), listen("administrator"), listen("administrator")]);
  await tagwise.app.close();
  expect(await Promise.all(ears.map((ear) => ear.ended()))).toHaveLength(3);
});
