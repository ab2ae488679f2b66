import { afterAll, expect, test } from "vitest";
import { followLive } from "../../src/app/live.ts";
import { sendMessages } from "../support/sendMessages.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { readCustomer } from "../../src/insight/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let tagwise: TestApp | undefined;
afterAll(() => tagwise?.close());

test("after the clock was at 2051 and is put back, members are as of now again, and the log says so", async () => {
  const today = Date.UTC(2026, 0, 15);
  let now = today;
  const warned: string[] = [];
  const log = { info() {}, error() {}, warn: (_: unknown, text?: string) => void warned.push(String(text)) };
  tagwise = await openTestApp({ clock: () => now, log });
  const { ctx, app } = tagwise;
  const event = { event: "Order Completed", identities: [{ platform: "crm", external: "a" }], time: today - 1_000, properties: {} };
  await sendMessages({ ctx, input: { events: [event] } });
  const tags = [{ code: "recent", name: "近30天下单", rule: { event: "Order Completed", within: "30d" } }];
  await applyTags({ ctx, input: { document: { tags }, prune: false } });
  const codes = async () => (await readCustomer({ ctx, input: { customer: "crm:a" } })).tags.map(({ code }) => code);
  expect(await codes()).toEqual(["recent"]);
  const following = followLive(app);
  now = Date.UTC(2051, 0, 1);
  await expect.poll(codes).toEqual([]);
  now = today + 60_000;
  await expect.poll(codes).toEqual(["recent"]);
  await following.stop();
  expect(warned.join("\n")).toContain("clock was put back");
});
