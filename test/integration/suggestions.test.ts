import { afterAll, beforeAll, expect, test } from "vitest";
import type { InjectOptions } from "fastify";
import type { Role } from "../../src/contract/index.ts";
import { literal, sql } from "../../src/engine/index.ts";
import { IMPORT_TAGGING } from "../../src/suggestions/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

const PASSWORD = "correct horse";
const DAY = 86_400_000;

interface Shown {
  readonly id: number;
  readonly tag: { readonly code: string };
  readonly customer: number;
  readonly [key: string]: unknown;
}
interface Decided {
  readonly done: number[];
  readonly kept: number[];
  readonly gone: number[];
}
type Ask = <T = Record<string, unknown>>(
  method: NonNullable<InjectOptions["method"]>,
  url: string,
  payload?: object,
) => Promise<{ status: number; body: T & { code?: string; message?: string } }>;

let tagwise: TestApp;
let offset = 0;
let li: Ask;
const by =
  (send: (options: InjectOptions) => ReturnType<TestApp["ask"]>): Ask =>
  async (method, url, payload) => {
    const answer = await send({ method, url: `/api${url}`, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json() };
  };
const keyed = (role: Role) => by((options) => tagwise.ask(role, options));
const admin = keyed("administrator");

beforeAll(async () => {
  tagwise = await openTestApp({ clock: () => Date.now() + offset });
  const customers = Array.from({ length: 20 }, (_, index) => ({
    identities: { crm: `c${index + 1}` },
    attributes: { name: `客户${index + 1}` },
  }));
  await admin("POST", "/customers", { customers });
  const tags = [
    { code: "mother", name: "妈妈", kind: "static" },
    { code: "gold", name: "金", group: "等级", kind: "static" },
    { code: "silver", name: "银", group: "等级", kind: "static" },
    { code: "bronze", name: "铜", group: "等级", kind: "static" },
    { code: "secret", name: "机密", kind: "static" },
    { code: "city", name: "上海", rule: { attribute: "city", is: "上海" } },
  ];
  const { job } = (await admin<{ job: string }>("POST", "/tags/apply", { document: { tags } })).body;
  await tagwise.ended(job);
  await admin("PATCH", `/tag-groups/${encodeURIComponent("等级")}`, { exclusive: "newer" });
  await admin("POST", "/people", { login: "li", name: "李", role: "staff", password: PASSWORD });
  await admin("POST", "/grants", { subject: { person: "li" }, object: { tag: "secret" }, action: "see", effect: "deny" });
  await admin("POST", "/grants", { subject: { person: "li" }, object: { tag: "bronze" }, action: "assign", effect: "deny" });
  const answer = await tagwise.ask(null, { method: "POST", url: "/api/session", payload: { login: "li", password: PASSWORD } });
  const cookie = String(answer.headers["set-cookie"]).split(";")[0]!;
  li = by((options) => tagwise.ask(null, { ...options, headers: { cookie, host: "localhost", origin: "http://localhost" } }));
});
afterAll(() => tagwise.close());

async function outcomes(ask: Ask, ...suggestions: object[]) {
  const { status, body } = await ask<{ results: { outcome: string }[] }>("POST", "/suggestions", { suggestions });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.results.map(({ outcome }) => outcome);
}
const listed = async (query = "", ask = admin) =>
  (await ask<{ items: Shown[]; total: number }>("GET", `/suggestions?limit=500${query}`)).body;
/** The id of the one open suggestion of the tag for the customer. */
async function open(customer: number, tag: string, query = ""): Promise<number> {
  const number = await numberOf(customer);
  const found = (await listed(`&tag=${tag}${query}`)).items.filter((one) => one.customer === number);
  expect(found).toHaveLength(1);
  return found[0]!.id;
}
const decide = async (verb: "accept" | "reject" | "reopen", suggestions: number[], more: object = {}, ask = admin) => {
  const { status, body } = await ask<Decided>("POST", `/suggestions/${verb}`, { suggestions, ...more });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const customerOf = async (index: number) =>
  (
    await admin<{
      customer: number;
      tags: { code: string; assignment: { reason: string | null; until: string | null; actor: string } | null }[];
    }>("GET", `/customers/crm:c${index}`)
  ).body;
const numberOf = async (index: number) => (await customerOf(index)).customer;
/** The tags of a customer with their reasons and ends: `gold 复购 2030-01-01T…`. */
const tagsOf = async (index: number) =>
  (await customerOf(index)).tags
    .map(({ code, assignment }) => [code, assignment?.reason, assignment?.until].filter(Boolean).join(" "))
    .toSorted();

test("a program suggests with evidence, a person accepts with an end: the tag comes with the reason and is in the history", async () => {
  expect(await outcomes(keyed("editor"), { customer: "crm:c1", tag: "mother", confidence: 83, reason: "三次购买一段奶粉" })).toEqual([
    "suggested",
  ]);
  expect(await tagsOf(1)).toEqual([]);
  const { items, total } = await listed("&tag=mother&source=program", li);
  expect(items).toMatchObject([
    { source: "program", by: "editor", confidence: 83, reason: "三次购买一段奶粉", state: "open", decided: null, name: "客户1" },
  ]);
  expect(total).toBe(1);
  const count = (await li<{ open: number; tags: unknown[] }>("GET", "/suggestions/count")).body;
  expect(count).toMatchObject({ open: 1, tags: [{ code: "mother", open: 1 }] });
  const until = new Date(Date.now() + 30 * DAY).toISOString();
  expect(await decide("accept", [items[0]!.id], { until }, li)).toEqual({ done: [items[0]!.id], kept: [], gone: [] });
  expect(await tagsOf(1)).toEqual([`mother 三次购买一段奶粉 ${until}`]);
  const history = (await admin<{ items: object[] }>("GET", "/customers/crm:c1/history")).body;
  expect(history.items).toMatchObject([{ tag: { code: "mother" }, move: "entered", cause: "person", reason: "三次购买一段奶粉" }]);
  expect((await listed("&state=accepted&tag=mother")).items).toMatchObject([{ decided: { by: "李", rejection: null } }]);
  expect(await outcomes(li, { customer: "crm:c1", tag: "mother" })).toEqual(["assigned"]);
  const { body } = await admin<{ items: { action: string }[] }>("GET", "/audit?action=suggestion");
  expect(body.items.map(({ action }) => action)).toEqual(["suggestion.accept", "suggestion.make"]);
});

test("what was rejected does not come back from the same sender with the same reason; from another, or asked for again, it does", async () => {
  const asked = { customer: "crm:c2", tag: "妈妈", reason: "昵称像妈妈" };
  await outcomes(li, asked);
  const id = await open(2, "mother");
  expect((await admin("POST", "/suggestions/reject", { suggestions: [id], rejection: "other" })).body).toMatchObject({
    code: "REJECTION_NOTE_MISSING",
  });
  expect(await decide("reject", [id], { rejection: "evidence" })).toEqual({ done: [id], kept: [], gone: [] });
  expect(await decide("reject", [id], { rejection: "evidence" })).toEqual({ done: [], kept: [], gone: [id] });
  expect(await outcomes(li, asked)).toEqual(["rejected"]);
  expect(await outcomes(li, { ...asked, reason: "买了婴儿车" })).toEqual(["suggested"]);
  expect(await outcomes(keyed("staff"), asked)).toEqual(["open"]);
  expect((await listed("&tag=mother")).items).toMatchObject([{ by: "staff", reason: "昵称像妈妈" }]);
  await decide("reject", [await open(2, "mother")], { rejection: "untrue", note: "是爸爸" });
  expect(await outcomes(li, { ...asked, again: true })).toEqual(["suggested"]);
  expect(await tagsOf(2)).toEqual([]);
  const precision = (
    await li<{ accepted: number; rejected: number; weeks: { accepted: number; rejected: number }[] }>("GET", "/tags/mother/precision")
  ).body;
  expect(precision).toMatchObject({ accepted: 1, rejected: 2, weeks: [{ accepted: 1, rejected: 2 }] });
  await decide("reject", [await open(2, "mother")], { rejection: "outdated" });
});

test("accepting in an exclusive group takes the other tag off; taking it back restores it with its reason and end", async () => {
  const until = "2099-01-01T00:00:00.000Z";
  await admin("POST", "/tags/gold/members", { add: ["crm:c3"], remove: [], reason: "年度评级", until });
  const before = await tagsOf(3);
  expect(before).toEqual([`gold 年度评级 ${until}`]);
  await outcomes(li, { customer: "crm:c3", tag: "silver", reason: "降级" }, { customer: "crm:c3", tag: "bronze" });
  const [silver, bronze] = [await open(3, "silver"), await open(3, "bronze")];
  await decide("accept", [silver]);
  expect(await tagsOf(3)).toEqual(["silver 降级"]);
  await decide("accept", [bronze]);
  expect(await tagsOf(3)).toEqual(["bronze"]);
  expect(await decide("reopen", [silver, bronze])).toEqual({ done: [silver, bronze], kept: [], gone: [] });
  expect(await tagsOf(3)).toEqual(before);
  await decide("accept", [silver]);
  await admin("POST", "/tags/bronze/members", { add: ["crm:c3"], remove: [] });
  await decide("reopen", [silver]);
  expect(await tagsOf(3)).toEqual(["bronze"]);
  await decide("reject", [silver, bronze], { rejection: "unwanted" });
  await decide("reopen", [bronze]);
  expect((await listed()).items).toMatchObject([{ id: bronze, state: "open", decided: null }]);
  await decide("accept", [bronze]);
  await decide("reopen", [bronze]);
  expect(await tagsOf(3), "the customer had the tag before it was accepted").toEqual(["bronze"]);
  await decide("reject", [bronze], { rejection: "unwanted" });
});

test("where the higher wins, a suggestion of a lower tag stays open", async () => {
  const group = `/tag-groups/${encodeURIComponent("等级")}`;
  await admin("PATCH", group, { exclusive: "higher" });
  await admin("POST", "/tags/gold/members", { add: ["crm:c4"], remove: [] });
  await outcomes(li, { customer: "crm:c4", tag: "silver" }, { customer: "crm:c5", tag: "silver" });
  const [kept, done] = [await open(4, "silver"), await open(5, "silver")];
  expect(await decide("accept", [kept, done])).toEqual({ done: [done], kept: [kept], gone: [] });
  expect(await tagsOf(4)).toEqual(["gold"]);
  await decide("reject", [kept], { rejection: "untrue" });
  await admin("PATCH", group, { exclusive: "newer" });
});

test("who may not see or assign a tag meets none of its suggestions and decides none", async () => {
  await outcomes(admin, { customer: "crm:c6", tag: "secret" }, { customer: "crm:c6", tag: "bronze" }, { customer: "crm:c6", tag: "gold" });
  const ids = await Promise.all(["secret", "bronze", "gold"].map((tag) => open(6, tag)));
  expect((await listed("", li)).items.map(({ tag }) => tag.code)).toEqual(["gold"]);
  expect((await li<{ open: number }>("GET", "/suggestions/count")).body.open).toBe(1);
  expect(await decide("accept", ids, {}, li)).toEqual({ done: [ids[2]], kept: [], gone: ids.slice(0, 2) });
  expect(await decide("reject", ids, { rejection: "untrue" }, li)).toEqual({ done: [], kept: [], gone: ids });
  expect((await li("GET", "/tags/secret/precision")).body.code).toBe("TAG_NOT_FOUND");
  expect((await li("GET", "/suggestions?tag=secret")).body.code).toBe("TAG_NOT_FOUND");
  expect(await outcomes(li, { customer: "crm:c6", tag: "secret" })).toEqual(["faulty"]);
  expect((await keyed("analyst")("POST", "/suggestions/accept", { suggestions: ids })).status).toBe(403);
  await decide("reject", ids.slice(0, 2), { rejection: "untrue" });
});

test("who may not assign the tag that was taken off cannot take the decision back", async () => {
  await admin("POST", "/tags/bronze/members", { add: ["crm:c5"], remove: [] });
  await outcomes(li, { customer: "crm:c5", tag: "gold" });
  const id = await open(5, "gold");
  expect(await decide("accept", [id], {}, li)).toEqual({ done: [], kept: [id], gone: [] });
  expect(await decide("accept", [id])).toEqual({ done: [id], kept: [], gone: [] });
  expect(await decide("reopen", [id], {}, li)).toEqual({ done: [], kept: [id], gone: [] });
  expect(await tagsOf(5)).toEqual(["gold"]);
  await decide("reopen", [id]);
  expect(await tagsOf(5)).toEqual(["bronze"]);
  await decide("reject", [id], { rejection: "untrue" });
});

test("suggestions of merged customers are one customer's; erasing it leaves none", async () => {
  await outcomes(li, { customer: "crm:c7", tag: "mother", reason: "一" }, { customer: "crm:c8", tag: "mother", reason: "二" });
  await outcomes(keyed("editor"), { customer: "crm:c8", tag: "gold", reason: "消费" });
  await decide("reject", [await open(8, "gold")], { rejection: "untrue" });
  await admin("POST", "/customers/crm:c7/merge", { other: "crm:c8", reason: "同一人" });
  const number = await numberOf(7);
  expect(await numberOf(8)).toBe(number);
  const both = (await listed("&tag=mother")).items;
  expect(both.map(({ customer }) => customer)).toEqual([number, number]);
  expect(await outcomes(keyed("editor"), { customer: "crm:c7", tag: "gold", reason: "消费" }), "the rejection came along").toEqual([
    "rejected",
  ]);
  expect(await outcomes(keyed("editor"), { customer: "crm:c7", tag: "mother", reason: "三" })).toEqual(["open"]);
  const ids = both.map(({ id }) => id);
  expect((await decide("accept", ids)).done.toSorted()).toEqual(ids.toSorted());
  expect((await tagsOf(7)).map((tag) => tag.split(" ")[0])).toEqual(["mother"]);
  await decide("reopen", ids);
  expect(await tagsOf(7)).toEqual([]);
  const { job } = (await admin<{ job: string }>("DELETE", "/customers/crm:c7")).body;
  expect((await tagwise.ended(job)).state).toBe("done");
  const numbers = [number, ...both.map(({ customer }) => customer)];
  const left = await tagwise.ctx.records.selectFrom("suggestions").selectAll().where("customer", "in", numbers).execute();
  expect(left).toEqual([]);
  expect((await listed("&state=rejected&tag=gold")).items.filter(({ customer }) => customer === number)).toEqual([]);
});

test("a customer whom undoing an import removes takes its suggestions along", async () => {
  await outcomes(li, { customer: "crm:c19", tag: "mother" }, { customer: "crm:c20", tag: "mother" });
  const [gone, stays] = [await open(19, "mother"), await open(20, "mother")];
  await IMPORT_TAGGING.forget(tagwise.ctx, sql`(SELECT toUInt32(${literal.integer(await numberOf(19))}) AS customer)`);
  expect((await listed("&tag=mother")).items.map(({ id }) => id)).toEqual([stays]);
  expect(await decide("reject", [gone, stays], { rejection: "untrue" })).toEqual({ done: [stays], kept: [], gone: [gone] });
});

test("nobody is asked any more once the end of a suggestion has come; suggesting it again makes it wait", async () => {
  const openUntil = new Date(Date.now() + DAY).toISOString();
  const asked = { customer: "crm:c9", tag: "mother", openUntil };
  expect(await outcomes(li, asked)).toEqual(["suggested"]);
  const id = await open(9, "mother");
  offset = 2 * DAY;
  try {
    expect((await listed("&tag=mother")).items).toEqual([]);
    expect((await admin<{ open: number }>("GET", "/suggestions/count")).body.open).toBe(0);
    expect(await decide("accept", [id])).toEqual({ done: [], kept: [], gone: [id] });
    expect(await outcomes(li, { ...asked, openUntil: new Date(Date.now() + 9 * DAY).toISOString() })).toEqual(["suggested"]);
    expect(await open(9, "mother")).toBe(id);
  } finally {
    offset = 0;
  }
  await decide("reject", [id], { rejection: "unwanted" });
});

test("two senders at once make one suggestion, and two deciders decide it once", async () => {
  const asked = Array.from({ length: 10 }, (_, index) => ({ customer: `crm:c${index + 10}`, tag: "mother", reason: `第${index}位` }));
  const sent = await Promise.all([admin, li, keyed("editor")].map((ask) => outcomes(ask, ...asked)));
  for (const index of asked.keys()) expect(sent.map((each) => each[index]).toSorted()).toEqual(["open", "open", "suggested"]);
  const ids = (await listed("&tag=mother")).items.map(({ id }) => id);
  expect(ids).toHaveLength(10);
  const [accepted, rejected] = await Promise.all([decide("accept", ids), decide("reject", ids, { rejection: "untrue" }, li)]);
  expect([...accepted.done, ...rejected.done].toSorted((a, b) => b - a)).toEqual(ids);
  expect((await admin<{ members: number }>("GET", "/tags/mother")).body.members).toBe(accepted.done.length + 1);
  expect(Math.min(accepted.done.length, rejected.done.length)).toBe(0);
});

test("wrong suggestions are named one by one, in both languages, and stop no other", async () => {
  const { body } = await admin<{ results: { outcome: string; customer: number | null; issues: object[] }[] }>("POST", "/suggestions", {
    suggestions: [
      { customer: "crm:nobody", tag: "motherr" },
      { customer: "crm:c1", tag: "city", openUntil: "2001-01-01" },
      { customer: "crm:c2", tag: "gold" },
      { customer: "crm:c2", tag: "gold", reason: "后一条算数" },
    ],
  });
  expect(body.results).toMatchObject([
    {
      outcome: "faulty",
      customer: null,
      issues: [
        { path: "customer", zh: expect.stringContaining("crm:nobody"), en: expect.stringContaining("crm:nobody") },
        { path: "tag", zh: expect.stringContaining("motherr"), en: expect.stringContaining("motherr") },
      ],
    },
    {
      outcome: "faulty",
      issues: [
        { path: "tag", code: "TAG_NOT_STATIC" },
        { path: "openUntil", code: "UNTIL_NOT_AHEAD" },
      ],
    },
    { outcome: "suggested" },
    { outcome: "suggested" },
  ]);
  expect((await listed("&tag=gold")).items).toMatchObject([{ reason: "后一条算数" }]);
  for (const [url, payload] of [
    ["/suggestions", { suggestions: [] }],
    ["/suggestions", { suggestions: [{ customer: "crm:c2", tag: "gold", confidence: 101 }] }],
    ["/suggestions", { suggestions: [{ customer: "crm:c2", tag: "gold", confidense: 1 }] }],
    ["/suggestions/accept", { suggestions: [0] }],
    ["/suggestions/accept", { suggestions: [1], until: "昨天" }],
    ["/suggestions/reject", { suggestions: [1] }],
  ] as const)
    expect((await admin("POST", url, payload)).status, JSON.stringify(payload)).toBeGreaterThanOrEqual(400);
  expect(await decide("accept", [999_999])).toEqual({ done: [], kept: [], gone: [999_999] });
  expect((await admin("GET", "/suggestions?group=没有")).body.code).toBe("TAG_GROUP_NOT_FOUND");
  expect((await listed(`&group=${encodeURIComponent("等级")}`)).total).toBe(1);
});
