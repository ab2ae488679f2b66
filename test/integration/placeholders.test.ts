import { sql, literal } from "../../src/engine/index.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let opened: TestApp;

beforeAll(async () => {
  opened = await openTestApp();
  await seedCatalogue({ ctx: opened.ctx });
});
afterAll(() => opened.close());

type Method = "GET" | "POST" | "PUT" | "PATCH";

async function ask<T>(method: Method, url: string, payload?: object, status = 200): Promise<T> {
  const answer = await opened.ask("administrator", { method, url: `/api${url}`, ...(payload && { payload }) });
  expect(answer.statusCode, answer.body).toBe(status);
  return answer.json();
}

/** Events of these people, each message with the identities given. */
async function send(...whom: readonly Record<string, string>[]) {
  const events = whom.map((identities) => ({ event: "Visited", identities, id: JSON.stringify(identities) }));
  return ask<{ accepted: number; rejected: number; results: { issues: { code: string; path: string }[] }[] }>("POST", "/events", {
    events,
  });
}

const customerOf = (ref: string) => findCustomer({ ctx: opened.ctx, input: ref });
const eventsOf = async (ref: string) => {
  const [row] = await opened.ctx.facts.rows<{ n: string }>(
    sql`SELECT count() AS n FROM events WHERE customer = ${literal.integer(await customerOf(ref))}`,
  );
  return Number(row!.n);
};

test("a known default value names nobody: refused with the reason, in any case, and the list says so", async () => {
  const { results } = await send({ member: "GUEST" }, { user: "000000" }, { phone: "138 0013 8000" }, { wecom: "ok1" });
  expect(results.map(({ issues }) => issues.map(({ code, path }) => `${path} ${code}`))).toEqual([
    ["identities.member IDENTITY_PLACEHOLDER"],
    ["identities.user IDENTITY_PLACEHOLDER"],
    ["identities.phone IDENTITY_PLACEHOLDER"],
    [],
  ]);
  const { items } = await ask<{ items: { platform: string; value: string; builtIn: boolean; active: boolean }[] }>(
    "GET",
    "/identity/placeholders",
  );
  expect(items).toContainEqual({ platform: "phone", value: "+8613800138000", builtIn: true, active: true });
});

test("a value becomes a placeholder: the preview says what comes apart, it comes apart, and later messages do not name it", async () => {
  await send({ member: "VISITOR-X", wecom: "v1" }, { member: "VISITOR-X", wecom: "v2" }, { member: "VISITOR-X", wecom: "v3" });
  await send({ wecom: "v1" }, { wecom: "v2" });
  expect(await customerOf("wecom:v1")).toBe(await customerOf("wecom:v3"));
  const before = await customerOf("wecom:v1");
  const edit = { add: [{ platform: "会员", value: " visitor-x " }] };
  expect(await ask("POST", "/identity/placeholders/preview", edit)).toEqual({ identities: 1, merged: 0, split: 3 });
  expect(await customerOf("wecom:v1")).toBe(await customerOf("wecom:v3"));
  await ask("PATCH", "/identity/placeholders", edit);
  const numbers = await Promise.all(["wecom:v1", "wecom:v2", "wecom:v3", "member:VISITOR-X"].map(customerOf));
  expect(new Set(numbers).size).toBe(4);
  // The customer goes on with a person; the placeholder leaves, with the rows that named it first.
  expect(numbers.slice(0, 3)).toContain(before);
  expect([await eventsOf("member:VISITOR-X"), await eventsOf("wecom:v2")]).toEqual([3, 1]);
  expect((await send({ member: "visitor-X", wecom: "v4" })).results[0]!.issues[0]!.code).toBe("IDENTITY_PLACEHOLDER");
  const audited = await opened.ctx.records.selectFrom("audit").select("details").where("action", "=", "identity.placeholders").execute();
  expect(audited).toHaveLength(1);

  // Taken off the list, it names somebody again, and what it was seen with is one again.
  const back = { remove: edit.add };
  expect(await ask("POST", "/identity/placeholders/preview", back)).toEqual({ identities: 1, merged: 3, split: 0 });
  await ask("PATCH", "/identity/placeholders", back);
  expect(await customerOf("wecom:v1")).toBe(await customerOf("wecom:v3"));
  expect(await ask("PATCH", "/identity/placeholders", back, 404)).toMatchObject({ code: "PLACEHOLDER_UNKNOWN" });
  expect(await ask("PATCH", "/identity/placeholders", { add: [{ platform: "phone", value: "123" }] }, 422)).toMatchObject({
    code: "PLACEHOLDER_INVALID",
  });
});

test("a built-in placeholder can be somebody's", async () => {
  const own = [{ platform: "*", value: "Test" }];
  expect((await send({ member: "test" })).rejected).toBe(1);
  await ask("PATCH", "/identity/placeholders", { remove: own });
  expect((await send({ member: "test" })).accepted).toBe(1);
  await ask("PATCH", "/identity/placeholders", { add: own });
  expect((await send({ member: "TEST" })).rejected).toBe(1);
});

test("a new value that reaches many customers with numbers of their own is set aside and shown; one click says that it is nobody's", async () => {
  const many = Array.from({ length: 11 }, (_, n) => n);
  await send(...many.map((n) => ({ user: "landing_default", device: `d${n}` })));
  // Before anybody signs in it looks like one customer with many devices.
  expect(await customerOf("device:d1")).toBe(await customerOf("device:d2"));
  await send(...many.map((n) => ({ user: `real${n}`, device: `d${n}` })));
  for (const n of many) expect(await customerOf(`device:d${n}`)).toBe(await customerOf(`user:real${n}`));
  const { items } = await ask<{
    items: { id: number; kind: string; count: number; platform: string; subject: { identity: object }; links: object[] }[];
  }>("GET", "/reviews?kind=shared");
  expect(items).toMatchObject([
    { kind: "shared", count: 11, platform: "user", subject: { identity: { platform: "user", external: "landing_default" } } },
  ]);
  expect(items[0]!.links.length).toBe(11);
  expect(await ask("GET", `/reviews/${items[0]!.id}/nobody`)).toEqual({ identities: 1, merged: 0, split: 0 });
  await ask("POST", `/reviews/${items[0]!.id}`, { verdict: "nobody", reason: "落地页的默认值" });
  expect((await ask<{ items: unknown[] }>("GET", "/reviews?kind=shared")).items).toEqual([]);
  expect((await send({ user: "landing_default" })).results[0]!.issues[0]!.code).toBe("IDENTITY_PLACEHOLDER");
});

test("of a clash either number can be nobody's: the other customer gets what it was kept from", async () => {
  await send({ member: "c-real", wecom: "cc" }, { member: "c-default", wecom: "cc" });
  const [item] = (await ask<{ items: { id: number; object: { identity: { external: string } } }[] }>("GET", "/reviews?kind=clash")).items;
  expect(item!.object.identity.external).toBe("c-real");
  await ask("POST", `/reviews/${item!.id}`, { verdict: "nobody" });
  expect(await customerOf("wecom:cc")).toBe(await customerOf("member:c-real"));
  expect((await ask<{ items: unknown[] }>("GET", "/reviews?kind=clash")).items).toEqual([]);
});
