import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { InjectOptions } from "fastify";
import { openTestApp, type TestApp } from "../support/app.ts";

const PASSWORD = "correct horse";
const PERIOD_MILLISECONDS = 30_000;

let tagwise: TestApp;
/** The clock stands still, so that a slow machine does not cross into the next period. */
let now = Math.floor(Date.now() / PERIOD_MILLISECONDS) * PERIOD_MILLISECONDS;
beforeAll(async () => {
  tagwise = await openTestApp({ clock: () => now });
});
afterAll(() => tagwise.close());

type Body = { code?: string; secret: string; uri: string; recoveryCodes: string[] } & Record<string, unknown>;
const asAdmin = async (method: NonNullable<InjectOptions["method"]>, url: string, payload?: object) => {
  const answer = await tagwise.ask("administrator", { method, url: `/api${url}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<Body>() };
};
let addresses = 0;
const signIn = async (login: string, more: object = {}, remoteAddress = `10.1.0.${(addresses += 1)}`) => {
  const answer = await tagwise.ask(null, {
    method: "POST",
    url: "/api/session",
    payload: { login, password: PASSWORD, ...more },
    remoteAddress,
  });
  return { status: answer.statusCode, body: answer.json<Body>(), cookie: String(answer.headers["set-cookie"]).split(";")[0]! };
};
/** A new person and what their browser asks. */
async function person(login: string) {
  expect((await asAdmin("POST", "/people", { login, name: login, role: "editor", password: PASSWORD })).status).toBe(201);
  return browserOf((await signIn(login)).cookie);
}
function browserOf(cookie: string) {
  return async (method: NonNullable<InjectOptions["method"]>, url: string, payload?: object) => {
    const headers = { cookie, host: "localhost", origin: "http://localhost" };
    const answer = await tagwise.ask(null, { method, url: `/api${url}`, headers, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json<Body>() };
  };
}
const codeAt = (secret: string, at = now) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
/** A person with two-step verification; the code of the current period is used up by the set-up. */
async function twoStep(login: string) {
  const browser = await person(login);
  const { secret } = (await browser("POST", "/account/two-factor", { password: PASSWORD })).body;
  const { status, body } = await browser("POST", "/account/two-factor/confirm", { code: codeAt(secret) });
  expect(status, JSON.stringify(body)).toBe(200);
  return { browser, secret, recoveryCodes: body.recoveryCodes };
}

test("a person changes the own name, and the password with the old one; other sessions end, this one stays", async () => {
  const browser = await person("own");
  const other = browserOf((await signIn("own")).cookie);
  expect((await browser("PATCH", "/account", { name: " 小王 " })).body).toMatchObject({ name: "小王", login: "own", twoFactor: null });
  const change = (old: string, password: string) => browser("POST", "/account/password", { old, password });
  expect((await change("wrong password", "another horse")).body.code).toBe("PASSWORD_WRONG");
  expect((await change(PASSWORD, "short")).body.code).toBe("PASSWORD_WEAK");
  expect((await change(PASSWORD, PASSWORD)).body.code).toBe("PASSWORD_SAME");
  expect((await other("GET", "/session")).status).toBe(200);
  expect((await change(PASSWORD, "another horse")).body).toEqual({ ended: 1 });
  expect((await other("GET", "/session")).body.code).toBe("SESSION_ENDED");
  expect((await browser("GET", "/session")).status).toBe(200);
  expect((await signIn("own")).body.code).toBe("LOGIN_WRONG");
  expect((await signIn("own", { password: "another horse" })).status).toBe(200);
});

test("a program with a key has no account", async () => {
  for (const [method, url, payload] of [
    ["GET", "/account", undefined],
    ["PATCH", "/account", { name: "x" }],
    ["POST", "/account/password", { old: "x", password: "y" }],
    ["POST", "/account/two-factor", { password: "x" }],
    ["POST", "/account/two-factor/confirm", { code: "x" }],
    ["POST", "/account/two-factor/end", { password: "x", code: "y" }],
  ] as const)
    expect(await asAdmin(method, url, payload), url).toMatchObject({ status: 403, body: { code: "ACCOUNT_OF_PERSON" } });
});

test("somebody at an open browser who guesses the password has to wait", async () => {
  const browser = await person("guessed");
  const codes: (string | undefined)[] = [];
  for (let n = 0; n < 7; n += 1)
    codes.push((await browser("POST", "/account/password", { old: `guess ${n}`, password: "another horse" })).body.code);
  expect(codes).toEqual([...Array.from({ length: 5 }, () => "PASSWORD_WRONG"), "LOGIN_THROTTLED", "LOGIN_THROTTLED"]);
});

test("with two-step verification a sign-in asks for a code, which is accepted once", async () => {
  const { secret, browser } = await twoStep("two");
  expect((await browser("GET", "/account")).body).toMatchObject({ twoFactor: { recoveryCodes: 10 } });
  expect((await signIn("two")).body.code).toBe("CODE_NEEDED");
  expect((await signIn("two", { password: "wrong" })).body.code).toBe("LOGIN_WRONG");
  // The code of the set-up counts as used.
  expect((await signIn("two", { code: codeAt(secret) })).body.code).toBe("CODE_USED");
  now += PERIOD_MILLISECONDS;
  const code = codeAt(secret);
  expect((await signIn("two", { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(200);
  expect((await signIn("two", { code })).body.code).toBe("CODE_USED");
  expect((await signIn("two", { code: codeAt(secret, now - PERIOD_MILLISECONDS) })).body.code).toBe("CODE_USED");
  expect((await signIn("two", { code: codeAt(secret, now + 10 * PERIOD_MILLISECONDS) })).body.code).toBe("CODE_WRONG");
});

test("of five sign-ins with one code at the same moment, one succeeds", async () => {
  const { secret } = await twoStep("two-race");
  now += PERIOD_MILLISECONDS;
  const code = codeAt(secret);
  const all = await Promise.all(Array.from({ length: 5 }, () => signIn("two-race", { code })));
  expect(all.map(({ status }) => status).toSorted()).toEqual([200, 422, 422, 422, 422]);
});

test("a recovery code signs in once, in any case and with blanks; new ones end the old ones", async () => {
  const { secret, recoveryCodes, browser } = await twoStep("two-lost");
  const [first, second] = recoveryCodes;
  expect((await signIn("two-lost", { code: first!.toUpperCase().replaceAll("-", " ") })).status).toBe(200);
  expect((await signIn("two-lost", { code: first })).body.code).toBe("CODE_WRONG");
  expect((await browser("GET", "/account")).body).toMatchObject({ twoFactor: { recoveryCodes: 9 } });
  now += PERIOD_MILLISECONDS;
  const renewed = await browser("POST", "/account/two-factor/recovery-codes", { password: PASSWORD, code: codeAt(secret) });
  expect(renewed.body.recoveryCodes).toHaveLength(10);
  expect((await signIn("two-lost", { code: second })).body.code).toBe("CODE_WRONG");
  expect((await signIn("two-lost", { code: renewed.body.recoveryCodes[0] })).status).toBe(200);
});

test("who has the password and tries codes has to wait, also when asking without a code in between", async () => {
  await twoStep("two-guessed");
  const codes: (string | undefined)[] = [];
  for (let n = 0; n < 7; n += 1) {
    codes.push((await signIn("two-guessed", { code: `00000${n}` }, "10.2.0.1")).body.code);
    await signIn("two-guessed", {}, "10.2.0.1");
  }
  expect(codes).toEqual([...Array.from({ length: 5 }, () => "CODE_WRONG"), "LOGIN_THROTTLED", "LOGIN_THROTTLED"]);
});

test("turning it off takes password and code; an administrator turns it off for somebody who lost both, and ends the sessions", async () => {
  const { secret, browser } = await twoStep("two-off");
  now += PERIOD_MILLISECONDS;
  const end = (body: object) => browser("POST", "/account/two-factor/end", body);
  expect((await end({ password: "wrong", code: codeAt(secret) })).body.code).toBe("PASSWORD_WRONG");
  expect((await end({ password: PASSWORD, code: "000000" })).body.code).toBe("CODE_WRONG");
  expect((await browser("POST", "/account/two-factor", { password: PASSWORD })).body.code).toBe("TWO_FACTOR_ON");
  expect((await end({ password: PASSWORD, code: codeAt(secret) })).status).toBe(200);
  expect((await end({ password: PASSWORD, code: codeAt(secret) })).body.code).toBe("TWO_FACTOR_OFF");
  expect((await browser("POST", "/account/two-factor/confirm", { code: "000000" })).body.code).toBe("TWO_FACTOR_NOT_STARTED");
  expect((await signIn("two-off")).status).toBe(200);

  const lost = await twoStep("two-reset");
  expect((await asAdmin("GET", "/people?q=two-reset")).body["items"]).toMatchObject([{ twoFactor: true }]);
  expect((await asAdmin("POST", "/people/two-reset/two-factor/reset")).body).toMatchObject({ twoFactor: false });
  expect((await lost.browser("GET", "/session")).body.code).toBe("SESSION_ENDED");
  expect((await signIn("two-reset")).status).toBe(200);
  expect((await asAdmin("POST", "/people/two-reset/two-factor/reset")).body.code).toBe("TWO_FACTOR_OFF");
});

test("the records hold neither secrets nor recovery codes as they are, and the audit names each change", async () => {
  const { secret, recoveryCodes } = await twoStep("two-sealed");
  const { records } = tagwise.ctx;
  const stored = JSON.stringify([
    await records.selectFrom("people").selectAll().execute(),
    await records.selectFrom("recovery_codes").selectAll().execute(),
    await records.selectFrom("audit").selectAll().execute(),
  ]);
  for (const text of [secret, ...recoveryCodes]) expect(stored).not.toContain(text);
  const { items } = (await asAdmin("GET", "/audit?action=person&limit=200")).body as unknown as { items: { action: string }[] };
  const actions = new Set(items.map(({ action }) => action));
  for (const action of ["twoFactorOn", "twoFactorOff", "twoFactorReset", "recoveryCode", "recoveryCodes", "password", "change"])
    expect(actions).toContain(`person.${action}`);
});
