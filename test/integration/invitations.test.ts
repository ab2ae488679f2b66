import { afterAll, beforeAll, expect, test } from "vitest";
import type { InjectOptions } from "fastify";
import { ADMIN, openTestApp, type TestApp } from "../support/app.ts";

const PASSWORD = "correct horse";
const DAY_MILLISECONDS = 86_400_000;

let tagwise: TestApp;
let later = 0;
beforeAll(async () => {
  tagwise = await openTestApp({ clock: () => Date.now() + later });
});
afterAll(() => tagwise.close());

interface Answer {
  readonly code?: string;
  readonly en?: string;
  readonly zh?: string;
  readonly token: string;
  readonly link: string;
  readonly invitation: { readonly id: string };
  readonly items: { readonly id: string; readonly state: string; readonly usedBy: { name: string } | null }[];
}
async function ask(method: NonNullable<InjectOptions["method"]>, url: string, payload?: object) {
  const answer = await tagwise.ask("administrator", { method, url: `/api${url}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<Answer>() };
}
const invite = async (more: object = {}) => {
  const { status, body } = await ask("POST", "/invitations", { role: "editor", ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
};
/** Asked by nobody who is signed in, from an address of its own, so that failures of one test do not delay another. */
let address = 0;
const open = async (url: string, payload: object, remoteAddress = `10.0.0.${(address += 1)}`) => {
  const answer = await tagwise.ask(null, { method: "POST", url: `/api${url}`, payload, remoteAddress });
  return { status: answer.statusCode, body: answer.json<Answer & Record<string, unknown>>(), headers: answer.headers };
};
const accept = (token: string, login: string, more: object = {}) =>
  open("/invitation/accept", { token, login, name: login, password: PASSWORD, ...more });
const stateOf = async (id: string) => (await ask("GET", "/invitations")).body.items.find((each) => each.id === id)?.state;

test("an invited person sets name and password, is signed in with the role and department, and the link works once", async () => {
  const { id: department } = (await ask("POST", "/departments", { name: "华东" })).body as unknown as { id: string };
  const { token, link, invitation } = await invite({ department, name: "李雷" });
  expect(link).toBe(`http://localhost:80/invite#${token}`);
  expect((await open("/invitation", { token })).body).toMatchObject({ name: "李雷", role: "editor", departments: ["华东"] });
  expect(await stateOf(invitation.id)).toBe("open");
  const done = await accept(token, " Invited-Li ", { name: "李雷" });
  expect(done).toMatchObject({ status: 200, body: { person: { login: "invited-li", name: "李雷", role: "editor" } } });
  const cookie = String(done.headers["set-cookie"]).split(";")[0]!;
  expect((await tagwise.ask(null, { url: "/api/session", headers: { cookie } })).statusCode).toBe(200);
  const { items } = (await ask("GET", "/people?q=invited-li")).body as unknown as { items: object[] };
  expect(items).toMatchObject([{ departments: [{ name: "华东" }] }]);
  expect(await stateOf(invitation.id)).toBe("used");
  for (const again of [await accept(token, "invited-two"), await open("/invitation", { token })])
    expect(again).toMatchObject({ status: 410, body: { code: "INVITATION_USED" } });
  expect((await ask("DELETE", `/invitations/${invitation.id}`)).body.code).toBe("INVITATION_USED");
});

test("of five that accept one link at the same moment, one person is made", async () => {
  const { token } = await invite();
  const all = await Promise.all(["a", "b", "c", "d", "e"].map((name) => accept(token, `race-${name}`)));
  expect(all.map(({ status }) => status).toSorted()).toEqual([200, 410, 410, 410, 410]);
  const { items } = (await ask("GET", "/people?q=race-")).body as unknown as { items: object[] };
  expect(items.length).toBe(1);
});

test("a link that is expired, withdrawn, altered or of somebody who may no longer invite is refused, each with its reason in both languages", async () => {
  const expired = await invite({ days: 1 });
  const withdrawn = await invite();
  await ask("DELETE", `/invitations/${withdrawn.invitation.id}`);
  await ask("POST", "/people", { login: "inviter", name: "邀请者", role: "administrator", password: PASSWORD });
  const session = await open("/session", { login: "inviter", password: PASSWORD });
  const cookie = String(session.headers["set-cookie"]).split(";")[0]!;
  const headers = { cookie, origin: "http://localhost", host: "localhost" };
  const made = await tagwise.ask(null, { method: "POST", url: "/api/invitations", payload: { role: "administrator" }, headers });
  const former = made.json<Answer>();
  expect(await stateOf(former.invitation.id)).toBe("open");
  await ask("PATCH", "/people/inviter", { role: "editor" });
  later = DAY_MILLISECONDS + 1;
  const cases = [
    [expired.token, 410, "INVITATION_EXPIRED"],
    [withdrawn.token, 410, "INVITATION_WITHDRAWN"],
    [former.token, 410, "INVITATION_WITHDRAWN"],
    [`${expired.token}x`, 404, "INVITATION_NOT_FOUND"],
    [expired.token.toLowerCase(), 404, "INVITATION_NOT_FOUND"],
  ] as const;
  for (const [token, status, code] of cases)
    for (const answer of [await open("/invitation", { token }), await accept(token, "nobody")]) {
      expect(answer).toMatchObject({ status, body: { code } });
      expect(answer.body.zh).toMatch(/\p{Script=Han}/u);
      expect(answer.body.en).toMatch(/administrator/);
    }
  later = 0;
  expect(((await ask("GET", "/people?q=nobody")).body as unknown as { items: object[] }).items).toEqual([]);
  expect(await stateOf(former.invitation.id)).toBe("withdrawn");
});

test("a refused login, password or name leaves the link open", async () => {
  const { token, invitation } = await invite();
  expect((await accept(token, ADMIN.login)).body.code).toBe("LOGIN_TAKEN");
  expect((await accept(token, "weak", { password: "short" })).body.code).toBe("PASSWORD_WEAK");
  expect((await accept(token, "zero", { name: "a\u0000b" })).body.code).toBe("TEXT_UNUSABLE");
  expect((await accept(token, "long", { name: "x".repeat(10_000) })).status).toBe(422);
  expect(await stateOf(invitation.id)).toBe("open");
  expect((await accept(token, "at-last")).status).toBe(200);
});

test("somebody who tries tokens has to wait, as with passwords; a good link from elsewhere does not", async () => {
  const { token } = await invite();
  const tries = [];
  for (let n = 0; n < 7; n += 1) tries.push((await open("/invitation", { token: `guess${n}` }, "10.9.9.9")).body.code);
  expect(tries).toEqual([...Array.from({ length: 5 }, () => "INVITATION_NOT_FOUND"), "LOGIN_THROTTLED", "LOGIN_THROTTLED"]);
  expect((await open("/invitation", { token })).status).toBe(200);
});

test("the records hold no token, and the audit names who invited, accepted and withdrew", async () => {
  const { token } = await invite({ name: "审计" });
  await accept(token, "audited");
  const rows = await tagwise.ctx.records.selectFrom("invitations").selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(token);
  const { items } = (await ask("GET", "/audit?action=invitation")).body as unknown as {
    items: { action: string; actor: { name: string } }[];
  };
  expect(JSON.stringify(items)).not.toContain(token);
  expect(items.slice(0, 2).map(({ action, actor }) => [action, actor.name])).toEqual([
    ["invitation.accept", "audited"],
    ["invitation.create", "administrator"],
  ]);
  expect(items.some(({ action }) => action === "invitation.withdraw")).toBe(true);
});
