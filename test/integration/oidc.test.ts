import { Provider } from "oidc-provider";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../support/app.ts";
import { listen, type Listening } from "../support/listen.ts";

const ORIGIN = "http://tagwise.test";
const CALLBACK = `${ORIGIN}/api/sign-in/oidc/callback`;

let tagwise: TestApp;
let provider: Listening;
/** Whether the provider says that it verified the address. */
let verified = true;
/** The address of an account is its id at this host, unless it changed. */
const emails = new Map<string, string>();

beforeAll(async () => {
  const server = createServer();
  provider = await listen(server);
  const oidc = new Provider(provider.url, {
    clients: [{ client_id: "tagwise", client_secret: "of tests, long enough", redirect_uris: [CALLBACK] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: emails.get(id) ?? `${id}@example.com`, email_verified: verified }),
    }),
    cookies: { keys: ["of tests"] },
  });
  server.on("request", oidc.callback());
  tagwise = await openTestApp({
    env: {
      TAGWISE_PUBLIC_URL: ORIGIN,
      TAGWISE_OIDC_ISSUER: provider.url,
      TAGWISE_OIDC_CLIENT_ID: "tagwise",
      TAGWISE_OIDC_CLIENT_SECRET: "of tests, long enough",
      TAGWISE_OIDC_NAME: "测试登录",
    },
  });
});
afterAll(async () => {
  await tagwise?.close();
  await provider?.close();
});

const ask = (url: string, cookie = "") => tagwise.ask(null, { url, headers: { ...(cookie && { cookie }), host: "tagwise.test" } });
const cookieOf = (answer: { headers: Record<string, unknown> }, name: string) =>
  [answer.headers["set-cookie"]]
    .flat()
    .map(String)
    .find((each) => each.startsWith(`${name}=`) && !each.startsWith(`${name}=;`))
    ?.split(";")[0];
const add = (login: string) =>
  tagwise.ask("administrator", {
    method: "POST",
    url: "/api/people",
    payload: { login, name: login, role: "analyst", password: "correct horse" },
  });

/** What a browser does at the provider: signs in as `account`, allows it, and is sent back. Answers the address that it is sent to. */
async function atProvider(address: string, account: string): Promise<URL> {
  const jar = new Map<string, string>();
  let next = new URL(address);
  let form: URLSearchParams | undefined;
  for (let steps = 0; steps < 20; steps += 1) {
    if (next.origin === ORIGIN) return next;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(next, { redirect: "manual", headers: { cookie }, ...(form && { method: "POST", body: form }) });
    for (const each of response.headers.getSetCookie()) {
      const [pair = ""] = each.split(";");
      jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    form = undefined;
    const location = response.headers.get("location");
    if (location) next = new URL(location, next);
    else {
      const html = await response.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
      if (prompt === undefined) throw new Error(`no form at ${next.href}: ${html.slice(0, 500)}`);
      form = new URLSearchParams({ prompt, login: account, password: "any" });
      next = new URL(/action="([^"]+)"/.exec(html)![1]!, next);
    }
  }
  throw new Error("too many steps");
}

async function begin(back = "/tags") {
  const answer = await ask(`/api/sign-in/oidc?return=${encodeURIComponent(back)}`);
  expect(answer.statusCode).toBe(302);
  return { address: String(answer.headers.location), cookie: cookieOf(answer, "tagwise_oidc")! };
}
async function signIn(account: string, back?: string) {
  const { address, cookie } = await begin(back);
  const came = await atProvider(address, account);
  const answer = await ask(came.pathname + came.search, cookie);
  return { came, cookie, to: String(answer.headers.location), session: cookieOf(answer, "tagwise_session") };
}
const whoIs = async (session: string) => (await ask("/api/session", session)).json<{ person: { login: string } }>().person.login;

test("the sign-in page is told of the provider", async () => {
  expect((await ask("/api/sign-in")).json()).toEqual({ oidc: { name: "测试登录" } });
});

test("a person whose login is the verified address signs in, and is sent on to the page that was wanted", async () => {
  await add("Li@example.com");
  const { to, session } = await signIn("li", "/tags?q=1");
  expect(to).toBe("/tags?q=1");
  expect(await whoIs(session!)).toBe("li@example.com");
});

test("from then on the provider's account decides: a new address is the same person, and another account with the old address is nobody", async () => {
  await add("wang@example.com");
  await signIn("wang");
  emails.set("wang", "renamed@example.com");
  expect(await whoIs((await signIn("wang")).session!)).toBe("wang@example.com");
  emails.set("thief", "wang@example.com");
  expect(await signIn("thief")).toMatchObject({ to: "/login?problem=OIDC_UNKNOWN_PERSON", session: undefined });
});

test("who is unknown, disabled, or has an address that nobody verified, is not signed in", async () => {
  expect(await signIn("stranger")).toMatchObject({ to: "/login?problem=OIDC_UNKNOWN_PERSON", session: undefined });
  await add("zhao@example.com");
  verified = false;
  expect((await signIn("zhao")).session).toBeUndefined();
  verified = true;
  expect((await signIn("zhao")).session).toBeDefined();
  await tagwise.ask("administrator", { method: "POST", url: "/api/people/zhao@example.com/disable", payload: {} });
  expect(await signIn("zhao")).toMatchObject({ to: "/login?problem=OIDC_UNKNOWN_PERSON", session: undefined });
});

test("an answer of the provider counts once, only in the browser that asked, and not with an altered state", async () => {
  await add("sun@example.com");
  const { came, cookie, session } = await signIn("sun");
  expect(session).toBeDefined();
  const failed = { headers: { location: "/login?problem=OIDC_FAILED" } };
  expect(await ask(came.pathname + came.search, cookie)).toMatchObject(failed);
  const other = await begin();
  const fresh = await atProvider((await begin()).address, "sun");
  expect(await ask(fresh.pathname + fresh.search)).toMatchObject(failed);
  expect(await ask(fresh.pathname + fresh.search, other.cookie)).toMatchObject(failed);
  expect(await ask("/api/sign-in/oidc/callback?error=access_denied", other.cookie)).toMatchObject(failed);
});

test("a page outside of this application is not opened afterwards", async () => {
  await add("qian@example.com");
  for (const back of ["https://evil.example", "//evil.example", "/\\evil.example"]) expect((await signIn("qian", back)).to).toBe("/");
});
