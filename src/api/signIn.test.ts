import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN, openTestApp, type TestApp } from "../../test/support/app.ts";
import { createKey } from "../access/index.ts";
import { localTransport } from "../app/index.ts";
import { buildServer } from "./index.ts";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

const own = { origin: "http://localhost:80", host: "localhost:80" };
const body = { login: ADMIN.login, password: ADMIN.password };
const enter = (headers: Record<string, string> = {}, payload: object = body) =>
  tagwise.ask(null, { method: "POST", url: "/api/session", payload, headers });

async function cookie(): Promise<string> {
  const [line] = [(await enter()).headers["set-cookie"]].flat();
  return line!.split(";", 1)[0]!;
}

const newKey = (headers: Record<string, string>) =>
  tagwise.ask(null, { method: "POST", url: "/api/keys", payload: { name: "x", role: "read-only" }, headers });

test("signing in answers with the person and sets a cookie that scripts and other sites cannot use", async () => {
  const response = await enter();
  expect(response.json()).toMatchObject({
    person: { login: ADMIN.login, role: "administrator" },
    workspace: { timezone: "Asia/Shanghai" },
  });
  expect(response.headers["set-cookie"]).toMatch(/^tagwise_session=[0-9A-Za-z]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Lax$/);
  expect(response.body).not.toContain(/=(.{43});/.exec(String(response.headers["set-cookie"]))![1]);
});

test("where people come by https the cookie is secure and browsers keep to https", async () => {
  const { app } = tagwise;
  const other = await buildServer({ ...app, config: { ...app.config, publicUrl: "https://tags.example.com" } });
  const response = await other.inject({ method: "POST", url: "/api/session", payload: body });
  expect(response.headers["set-cookie"]).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
  const sent = { cookie: String(response.headers["set-cookie"]).split(";")[0]!, origin: "https://tags.example.com" };
  const made = await other.inject({ method: "POST", url: "/api/keys", payload: { name: "x", role: "read-only" }, headers: sent });
  expect(made.statusCode).toBe(201);
  await other.close();
  expect(response.headers["strict-transport-security"]).toBe("max-age=31536000");
  expect((await enter()).headers["strict-transport-security"]).toBeUndefined();
});

test("a wrong password and an unknown login get the same answer", async () => {
  const wrong = (await enter({}, { ...body, password: "wrong" })).json();
  const unknown = (await enter({}, { login: "nobody", password: "wrong" })).json();
  expect({ ...wrong, requestId: "" }).toEqual({ ...unknown, requestId: "" });
  expect(wrong).toMatchObject({ status: 401, code: "LOGIN_WRONG" });
});

test("the cookie lets its person read and, from our own page, change", async () => {
  const session = { cookie: await cookie() };
  expect((await tagwise.ask(null, { url: "/api/session", headers: session })).statusCode).toBe(200);
  expect((await newKey({ ...session, ...own })).statusCode).toBe(201);
  expect((await newKey({ ...session, "sec-fetch-site": "same-origin" })).statusCode).toBe(201);
});

test.each([
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }],
  ["another port of this host", { "sec-fetch-site": "same-site", origin: "http://localhost:9999" }],
  ["another site of an old browser", { origin: "https://evil.example" }],
  ["a sandboxed frame", { origin: "null" }],
  ["who knows where", {}],
])("a change by cookie from %s is refused", async (_where, headers) => {
  const response = await newKey({ cookie: await cookie(), host: "localhost:80", ...headers });
  expect(response.json()).toMatchObject({ status: 403, code: "ORIGIN_REFUSED" });
});

test("another site cannot sign people in as somebody else", async () => {
  expect((await enter({ "sec-fetch-site": "cross-site" })).json()).toMatchObject({ code: "ORIGIN_REFUSED" });
});

test("after signing out the cookie is worth nothing", async () => {
  const session = { cookie: await cookie(), ...own };
  const out = await tagwise.ask(null, { method: "DELETE", url: "/api/session", headers: session });
  expect(out.headers["set-cookie"]).toMatch(/^tagwise_session=; .*1970/);
  const after = await tagwise.ask(null, { url: "/api/session", headers: session });
  expect(after.json()).toMatchObject({ status: 401, code: "SESSION_ENDED" });
  expect(after.headers["www-authenticate"]).toMatch(/^Bearer/);
});

test("an ended session does not stand in the way of signing in", async () => {
  expect((await enter({ cookie: "tagwise_session=old" })).statusCode).toBe(200);
});

test.each([["Basic YTpi"], ["Bearer tw_nonsense"], ["Bearer sk-other"], ["tw_nonsense"], ["Bearer "]])(
  "the authorization %s is refused by name, even beside a good cookie",
  async (authorization) => {
    const response = await tagwise.ask(null, { url: "/api/session", headers: { authorization, cookie: await cookie() } });
    expect(response.json()).toMatchObject({ status: 401, code: "KEY_INVALID" });
  },
);

test("nobody can do anything but sign in", async () => {
  expect((await tagwise.ask(null, { url: "/api/session" })).json()).toMatchObject({ status: 401, code: "SIGN_IN_NEEDED" });
  expect((await tagwise.ask(null, { url: "/api/customers" })).json()).toMatchObject({ status: 401, code: "SIGN_IN_NEEDED" });
});

test("nobody's body is read before they are refused", async () => {
  const response = await tagwise.ask(null, {
    method: "POST",
    url: "/api/keys",
    payload: "{",
    headers: { "content-type": "application/json" },
  });
  expect(response.json()).toMatchObject({ code: "SIGN_IN_NEEDED" });
});

test("many attempts from one address are slowed down whatever logins they try", async () => {
  const attempt = (login: number, more: object) =>
    tagwise.ask(null, { method: "POST", url: "/api/session", payload: { login: `l${login}`, ...more }, remoteAddress: "10.1.1.1" });
  expect((await attempt(0, { password: "x" })).json()).toMatchObject({ code: "LOGIN_WRONG" });
  // Without a password there is none to look at, which takes its time: a minute may be short for as many.
  for (let login = 1; login < 30; login++) expect((await attempt(login, {})).json()).toMatchObject({ code: "INPUT_INVALID" });
  const last = await attempt(31, { password: "x" });
  expect(last.json()).toMatchObject({ status: 429, code: "RATE_LIMITED", params: { seconds: expect.any(Number) } });
  expect(Number(last.headers["retry-after"])).toBeGreaterThan(0);
});

test("the process itself acts as the operator; over the network nobody can", async () => {
  const local = localTransport(tagwise.app);
  const mine = await local.request({ method: "GET", path: "/api/session", headers: { "accept-language": "en" } });
  expect(mine.status).toBe(200);
  expect(JSON.parse(await text(mine.body))).toMatchObject({ person: { id: "operator", role: "administrator" } });
  let secret: unknown;
  const address = await tagwise.server.listen({ host: "127.0.0.1", port: 0 });
  const inject = tagwise.server.inject.bind(tagwise.server);
  Object.assign(tagwise.server, {
    inject: (options: { headers: Record<string, string> }) => {
      secret = options.headers["x-tagwise-local"];
      return inject(options);
    },
  });
  await local.request({ method: "GET", path: "/healthz" });
  expect(secret).toMatch(/^[\w-]{43}$/);
  const forged = await fetch(`${address}/api/session`, { headers: { "x-tagwise-local": secret as string } });
  expect(forged.status).toBe(401);
});

test("a key's change needs no origin, because browsers never send keys by themselves", async () => {
  const { secret } = await createKey({ ctx: tagwise.ctx, input: { name: "a", role: "administrator" } });
  expect((await newKey({ authorization: `Bearer ${secret}` })).statusCode).toBe(201);
});
