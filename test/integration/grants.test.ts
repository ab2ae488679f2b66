import { afterAll, beforeAll, expect, test } from "vitest";
import type { InjectOptions } from "fastify";
import type { ExplainedGrants, GrantShape } from "../../src/contract/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

const PASSWORD = "correct horse";

let tagwise: TestApp;
beforeAll(async () => {
  tagwise = await openTestApp();
  const tags = [
    { code: "vip", name: "重要客户" },
    { code: "risk", name: "流失风险" },
  ];
  const { job } = (await ask<{ job: string }>("POST", "/tags/apply", { document: { tags } })).body;
  await tagwise.ended(job);
  await ask("POST", "/departments", { name: "客服部" });
  await ask("POST", "/departments", { name: "华东", parent: "客服部" });
  await ask("POST", "/people", { login: "li", name: "李", role: "staff", department: "华东", password: PASSWORD });
});
afterAll(() => tagwise.close());

async function ask<T = Record<string, unknown>>(method: NonNullable<InjectOptions["method"]>, url: string, payload?: object) {
  const answer = await tagwise.ask("administrator", { method, url: `/api${url}`, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json<T & { code?: string }>() };
}
const grant = async (subject: object, object: object, action: string, effect: string) => {
  const { status, body } = await ask<GrantShape>("POST", "/grants", { subject, object, action, effect });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
};
const explained = async (tag: string) => (await ask<ExplainedGrants>("GET", `/tags/${tag}/rights?person=li`)).body.actions;
const grants = async (query = "") => (await ask<{ items: GrantShape[] }>("GET", `/grants${query}`)).body.items;

test("a grant is made, listed with names, replaced by a second of the same kind, and removed; the audit has before and after", async () => {
  const first = await grant({ department: "客服部/华东" }, { tag: "重要客户" }, "assign", "deny");
  expect(first).toMatchObject({
    subject: { kind: "department", name: { zh: "华东" } },
    object: { kind: "tag", id: "vip", name: { zh: "重要客户" } },
    action: "assign",
    effect: "deny",
  });
  expect(await grants("?tag=vip")).toEqual([first]);
  expect(await grants("?tag=risk")).toEqual([]);
  const second = await grant({ department: "华东" }, { tag: "vip" }, "assign", "allow");
  expect(second).toMatchObject({ id: first.id, effect: "allow" });
  expect(await grants()).toHaveLength(1);
  expect((await ask("DELETE", `/grants/${first.id}`)).status).toBe(200);
  expect((await ask("DELETE", `/grants/${first.id}`)).body.code).toBe("GRANT_NOT_FOUND");
  const { items } = (await ask<{ items: { action: string; details: object }[] }>("GET", "/audit?action=grant")).body;
  expect(items).toMatchObject([
    { action: "grant.remove", details: { grant: first.id, before: { effect: "allow" }, after: null } },
    { action: "grant.create", details: { grant: first.id, before: { effect: "deny" }, after: { effect: "allow" } } },
    { action: "grant.create", details: { grant: first.id, before: null, after: { effect: "deny" } } },
  ]);
});

test("the same grant made twice at once is one grant", async () => {
  const both = await Promise.all([1, 2].map(() => grant({ role: "analyst" }, { tag: "risk" }, "see", "deny")));
  expect(both[0]!.id).toBe(both[1]!.id);
  expect(await grants("?tag=risk")).toHaveLength(1);
  await ask("DELETE", `/grants/${both[0]!.id}`);
});

test("why somebody may: the role without grants, then the one grant that is nearest, in both languages", async () => {
  const by = (actions: ExplainedGrants["actions"]) => Object.fromEntries(actions.map(({ action, allowed }) => [action, allowed]));
  expect(by(await explained("risk"))).toEqual({ see: true, assign: true, edit: false, approve: false });
  const everything = await grant({ role: "staff" }, { workspace: true }, "see", "deny");
  const [hidden] = await explained("risk");
  expect(hidden).toMatchObject({
    allowed: false,
    grant: everything.id,
    because: { zh: "员工角色不能查看全部标签", en: "the role staff may not see all tags" },
  });
  expect(by(await explained("risk"))).toEqual({ see: false, assign: false, edit: false, approve: false });
  const own = await grant({ department: "客服部" }, { tag: "risk" }, "see", "allow");
  const [seen, assign] = await explained("risk");
  expect(seen).toMatchObject({ allowed: true, grant: own.id, because: { zh: "部门「客服部」可以查看标签「流失风险」" } });
  expect(assign).toMatchObject({ allowed: true, grant: null, because: { zh: expect.stringContaining("员工角色的权限（tag.assign）") } });
  expect((await explained("vip"))[0]).toMatchObject({ allowed: false, grant: everything.id });
  for (const { id } of await grants()) await ask("DELETE", `/grants/${id}`);
});

test("what cannot be granted is refused with a reason", async () => {
  const refused = async (subject: object, object: object) =>
    (await ask("POST", "/grants", { subject, object, action: "see", effect: "deny" })).body.code;
  expect(await refused({ role: "administrator" }, { tag: "vip" })).toBe("GRANT_ADMINISTRATOR");
  expect(await refused({ role: "staff" }, { tag: "nothing" })).toBe("TAG_NOT_FOUND");
  expect(await refused({ person: "nobody" }, { tag: "vip" })).toBe("PERSON_NOT_FOUND");
  expect(await refused({ department: "nowhere" }, { tag: "vip" })).toBe("DEPARTMENT_NOT_FOUND");
  expect(await refused({ role: "staff", person: "li" }, { tag: "vip" })).toBe("INPUT_INVALID");
  expect(await refused({ role: "sender" }, { tag: "vip" })).toBe("INPUT_INVALID");
  expect(await refused({ role: "staff" }, {})).toBe("INPUT_INVALID");
});

test("a grant on a group reaches the tags below it, the nearer group first; a group with a grant is not removed", async () => {
  const top = (await ask<{ id: number }>("POST", "/tag-groups", { name: "客户价值" })).body.id;
  const below = (await ask<{ id: number }>("POST", "/tag-groups", { name: "等级", parent: "客户价值" })).body.id;
  await ask("POST", "/tags/move", { tags: ["vip"], group: String(below) });
  const denied = await grant({ role: "staff" }, { group: "客户价值" }, "see", "deny");
  expect(denied.object).toEqual({ kind: "group", id: String(top), name: { zh: "客户价值", en: "客户价值" } });
  expect((await explained("vip"))[0]).toMatchObject({
    allowed: false,
    because: { zh: "员工角色不能查看标签组「客户价值」里的标签", en: "the role staff may not see the tags of the group 客户价值" },
  });
  expect((await explained("risk"))[0]).toMatchObject({ allowed: true });
  const allowed = await grant({ role: "staff" }, { group: "客户价值/等级" }, "see", "allow");
  expect((await explained("vip"))[0]).toMatchObject({ allowed: true, grant: allowed.id });
  expect(await grants("?tag=vip")).toHaveLength(2);
  expect(await grants(`?group=${top}`)).toEqual([denied]);
  expect((await ask("DELETE", `/tag-groups/${below}?moveTo=/`)).body.code).toBe("TAG_GROUP_HAS_GRANTS");
  for (const { id } of await grants()) await ask("DELETE", `/grants/${id}`);
  expect((await ask("DELETE", `/tag-groups/${below}?moveTo=/`)).status).toBe(200);
});

test("a department that is removed takes its grants with it", async () => {
  await ask("POST", "/departments", { name: "临时" });
  await grant({ department: "临时" }, { tag: "vip" }, "see", "deny");
  expect((await ask("DELETE", "/departments/%E4%B8%B4%E6%97%B6")).status).toBe(200);
  expect(await grants()).toEqual([]);
});
