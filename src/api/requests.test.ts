import { connect } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../../test/support/app.ts";
import { ERRORS } from "../kernel/index.ts";
import { buildServer } from "./index.ts";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
});
afterAll(() => tagwise.close());

const json = { "content-type": "application/json" };

test("a failure is problem details in the caller's language with both texts, code, status and request id", async () => {
  const response = await tagwise.ask("read-only", {
    url: "/api/keys",
    headers: { "accept-language": "en-GB,zh;q=0.5", "x-request-id": "abc-1" },
  });
  expect(response.statusCode).toBe(403);
  expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(response.headers["content-language"]).toBe("en");
  expect(response.headers["x-request-id"]).toBe("abc-1");
  const params = { permission: "team.manage", actor: "read-only" };
  expect(response.json()).toEqual({
    type: "urn:tagwise:error:FORBIDDEN",
    title: "FORBIDDEN",
    status: 403,
    code: "FORBIDDEN",
    detail: ERRORS.FORBIDDEN.en(params),
    zh: ERRORS.FORBIDDEN.zh(params),
    en: ERRORS.FORBIDDEN.en(params),
    params,
    requestId: "abc-1",
  });
});

test("a request id that is not short and plain is replaced", async () => {
  for (const given of ["x".repeat(101), 'a"b', "a b"]) {
    const response = await tagwise.ask(null, { url: "/healthz", headers: { "x-request-id": given } });
    expect(response.headers["x-request-id"]).toMatch(/^[0-9a-z]{23}$/);
  }
});

test("everything wrong with the input is reported at once, by path, with suggestions", async () => {
  const response = await tagwise.ask("administrator", {
    method: "POST",
    url: "/api/keys",
    headers: json,
    payload: { nam: "x", role: "edtor" },
  });
  expect(response.statusCode).toBe(422);
  expect(response.json()).toMatchObject({
    code: "INPUT_INVALID",
    issues: [
      { path: "body.name", en: "is missing" },
      { path: "body.role", suggestion: "editor" },
      { path: "body.nam", suggestion: "name" },
    ],
  });
});

test("a query key that the operation does not know is an error, not ignored", async () => {
  const response = await tagwise.ask("administrator", { url: "/api/jobs/x?wiat=5" });
  expect(response.json()).toMatchObject({ code: "INPUT_INVALID", issues: [{ path: "query.wiat", suggestion: "wait" }] });
});

test.each([
  ["broken JSON", { payload: '{"name":', headers: json }, 400, "JSON_MALFORMED"],
  ["a key that reaches for prototypes", { payload: '{"__proto__":{}}', headers: json }, 400, "JSON_MALFORMED"],
  ["another content type", { payload: "<a/>", headers: { "content-type": "text/xml" } }, 415, "MEDIA_TYPE_UNSUPPORTED"],
  ["no content type at all", { payload: "name=x", headers: { "content-type": "" } }, 415, "MEDIA_TYPE_UNSUPPORTED"],
  ["a body beyond the limit", { payload: JSON.stringify({ name: "x".repeat(9 * 2 ** 20) }), headers: json }, 413, "BODY_TOO_LARGE"],
  ["no body", { headers: json }, 422, "INPUT_INVALID"],
  ["a list instead of an object", { payload: "[]", headers: json }, 422, "INPUT_INVALID"],
])("%s has a named error", async (_what, options, status, code) => {
  const response = await tagwise.ask("administrator", { method: "POST", url: "/api/keys", ...options });
  expect(response.json()).toMatchObject({ status, code, zh: expect.stringMatching(/\p{Script=Han}/u), requestId: expect.any(String) });
  expect(response.statusCode).toBe(status);
});

test("an unknown path, a wrong method and an unreadable address are told apart", async () => {
  expect((await tagwise.ask("administrator", { url: "/api/kesy" })).json()).toMatchObject({
    status: 404,
    code: "ROUTE_UNKNOWN",
    params: { suggestion: "/api/keys" },
  });
  const wrong = await tagwise.ask("administrator", { method: "PUT", url: "/api/tags/x" });
  expect(wrong.json()).toMatchObject({ status: 405, code: "METHOD_WRONG" });
  expect(wrong.headers["allow"]).toBe("GET, PATCH, DELETE");
  expect((await tagwise.ask("administrator", { url: "/api/keys/%zz", method: "DELETE" })).json()).toMatchObject({
    status: 400,
    code: "REQUEST_MALFORMED",
  });
});

test("what cannot be foreseen is logged and not told", async () => {
  const lines: unknown[] = [];
  const log = { info() {}, warn() {}, error: (details: object) => void lines.push(details) };
  const { records } = tagwise.app.engine;
  const other = await buildServer({ ...tagwise.app, log });
  await records.schema.alterTable("keys").renameTo("hidden").execute();
  const response = await other.inject({ url: "/api/session", headers: { authorization: "Bearer tw_x" } });
  await records.schema.alterTable("hidden").renameTo("keys").execute();
  await other.close();
  expect(response.statusCode).toBe(500);
  expect(response.json()).toMatchObject({ code: "INTERNAL", params: { requestId: response.headers["x-request-id"] } });
  expect(response.body).not.toContain("keys");
  expect(String((lines[0] as { err: unknown }).err)).toContain("keys");
});

test("identities of any letters and of great length travel in paths", async () => {
  const long = `taobao:${"小".repeat(500)}/a b`;
  const response = await tagwise.ask("administrator", { method: "DELETE", url: `/api/keys/${encodeURIComponent(long)}` });
  expect(response.json()).toMatchObject({ code: "NOT_FOUND", params: { what: long } });
});

test("answers about people are not stored on the way and cannot be framed or sniffed", async () => {
  const { headers } = await tagwise.ask("administrator", { url: "/api/session" });
  expect(headers).toMatchObject({
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
  });
});

test("a large answer is compressed for whoever takes that", async () => {
  const response = await tagwise.ask("administrator", { url: "/api/openapi.json", headers: { "accept-encoding": "gzip" } });
  expect(response.headers["content-encoding"]).toBe("gzip");
});

test("health tells that the process lives, readiness that both stores answer", async () => {
  expect((await tagwise.ask(null, { url: "/healthz" })).json()).toEqual({ ok: true });
  const ready = await tagwise.ask(null, { url: "/readyz" });
  expect([ready.statusCode, ready.json()]).toEqual([200, { ok: true, records: true, facts: true }]);
  expect((await tagwise.ask(null, { method: "HEAD", url: "/healthz" })).statusCode).toBe(200);
});

test("bytes that are no HTTP are refused without harm", async () => {
  await tagwise.server.listen({ host: "127.0.0.1", port: 0 });
  const socket = connect((tagwise.server.server.address() as AddressInfo).port, "127.0.0.1");
  const answer = await new Promise<string>((resolve) => {
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString())).on("close", () => resolve(text));
    socket.write("\u0016\u0003\u0001 not http\r\n\r\n");
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect((await tagwise.ask(null, { url: "/healthz" })).statusCode).toBe(200);
});

// The last test, for it takes the records away.
test("without its records Tagwise lives but is not ready", async () => {
  await tagwise.app.engine.records.destroy();
  const ready = await tagwise.ask(null, { url: "/readyz" });
  expect([ready.statusCode, ready.json()]).toEqual([503, { ok: false, records: false, facts: true }]);
  expect((await tagwise.ask(null, { url: "/healthz" })).statusCode).toBe(200);
});
