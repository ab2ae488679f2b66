import { afterAll, beforeAll, expect, test } from "vitest";
import { dueWebhooks, tellWebhook } from "../../src/actions/index.ts";
import { webhookDeps } from "../../src/app/index.ts";
import { assignTag } from "../../src/assignments/index.ts";
import { ROLE_PERMISSIONS, type Role } from "../../src/contract/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { PERMISSIONS, type Permission } from "../../src/kernel/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { leaks, plant, PLANTED, type PlantedWorld } from "../support/planted.ts";
import { openReceiver, type Receiver } from "../support/receiver.ts";

let tagwise: TestApp;
let world: PlantedWorld;
let receiver: Receiver;
/** Manages webhooks and sees nobody's personal data: no role of the product. */
const CURIOUS: Role = "staff";
const before = ROLE_PERMISSIONS[CURIOUS];

beforeAll(async () => {
  [tagwise, receiver] = await Promise.all([openTestApp({ env: { TAGWISE_WEBHOOK_NETWORKS: "127.0.0.0/8" } }), openReceiver()]);
  const few: readonly Permission[] = PERMISSIONS.filter((each) => each !== "customer.personal" && each !== "customer.sensitive");
  Object.assign(ROLE_PERMISSIONS, { [CURIOUS]: few });
  world = await plant(tagwise);
});
afterAll(async () => {
  Object.assign(ROLE_PERMISSIONS, { [CURIOUS]: before });
  await receiver.close();
  await tagwise.close();
});

/** A customer who enters every tag that reads an attribute, with planted identities. */
const someone = (id: string) => ({
  identities: [
    { platform: "member", external: id },
    { platform: "phone", external: PLANTED.backup },
    { platform: "email", external: PLANTED.email },
    { platform: "taobao", external: PLANTED.wechat },
    { platform: "device", external: PLANTED.device },
  ],
  attributes: {
    name: PLANTED.name,
    phone: PLANTED.phone,
    email: PLANTED.email,
    birthday: "1987-06-05",
    income: "91827.5",
    id_number: PLANTED.idNumber,
    child_birthday: "2019-08-07",
    backup: PLANTED.backup,
    salary: 73_645.25,
  },
});

test("webhooks send no more personal data than their creator may see, and none of a creator who is gone", async () => {
  const { ctx, app } = tagwise;
  const make = async (role: Role, payload: object) => {
    const answer = await tagwise.ask(role, { method: "POST", url: "/api/webhooks", payload: { url: receiver.url, ...payload } });
    expect(answer.statusCode, answer.body).toBe(201);
  };
  const tags = world.tags.filter((tag) => tag !== "monthly");
  await tagwise.ask("administrator", { method: "POST", url: "/api/segments", payload: { name: "富", where: "rich or vip" } });
  for (const role of ["administrator", CURIOUS] as const) {
    await make(role, { name: `${role} tags`, tags });
    await make(role, { name: `${role} segment`, segment: "富" });
  }
  const move = async (id: string) => {
    await appendBatch({ ctx, input: { customers: [{ ...someone(id), at: ctx.clock() }] } });
    await evaluateTags({ ctx, input: {} });
    await assignTag({ ctx, input: { tag: "vip", add: [world.other], remove: [], reason: PLANTED.reasonGiven } });
    await assignTag({ ctx, input: { tag: "vip", add: [], remove: [world.other], reason: PLANTED.reasonGiven } });
    for (const id of await dueWebhooks(ctx)) while (await tellWebhook(ctx, webhookDeps(app), id, new AbortController().signal));
    for (const { name } of await ctx.records.selectFrom("webhooks").select("name").execute())
      await tagwise.ask("administrator", { method: "POST", url: `/api/webhooks/${encodeURIComponent(name)}/test`, payload: {} });
    const sent = receiver.received.splice(0).map(({ headers, body }) => ({ text: `${JSON.stringify(headers)}${body}`, body }));
    return (role: Role) => sent.filter(({ body }) => (JSON.parse(body) as { webhook: { name: string } }).webhook.name.startsWith(role));
  };
  const leaksOf = (messages: readonly { text: string }[]) => [...new Set(messages.flatMap(({ text }) => leaks(text)))].toSorted();

  const first = await move("planted-8");
  // The test would say nothing if nothing were sent; of an administrator's webhook identities are all that is personal.
  expect(first("administrator").length).toBeGreaterThan(5);
  expect(first(CURIOUS)).toHaveLength(first("administrator").length);
  const identities = { backup: PLANTED.backup, device: PLANTED.device, email: PLANTED.email, wechat: PLANTED.wechat };
  expect(leaksOf(first("administrator"))).toEqual(Object.entries(identities).map(([what, value]) => `${what}: ${value}`));
  expect(leaksOf(first(CURIOUS))).toEqual([]);
  // A key that was revoked may see nothing any more, and neither may its webhooks.
  await ctx.records.updateTable("keys").set({ revoked_at: new Date() }).where("role", "=", "administrator").execute();
  const second = await move("planted-9");
  expect(second("administrator").length).toBeGreaterThan(0);
  expect(leaksOf(second("administrator"))).toEqual([]);
});
