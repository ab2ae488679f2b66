import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendMessages } from "../support/sendMessages.ts";
import { importFile } from "../../src/imports/index.ts";
import { openTracked, type TrackedApp } from "../support/tracking.ts";

let tagwise: TrackedApp;
beforeAll(async () => {
  tagwise = await openTracked();
});
afterAll(() => tagwise.close());

const MAPPING = {
  event: "Order Completed",
  id: "order",
  time: "day",
  timezone: "Asia/Shanghai",
  identities: { crm: "who" },
  properties: { amount: "amount" },
};
function load(rows: readonly string[], more: object = {}) {
  const path = join(tagwise.ctx.dataDir, "orders.csv");
  writeFileSync(path, `order,who,day,amount\n${rows.join("\n")}\n`);
  return importFile({ ctx: tagwise.ctx, input: { path, mapping: { ...MAPPING, ...more } } });
}
async function send(sender: string, id: string, external: string) {
  const time = Date.parse("2026-01-10T00:00:00Z");
  const event = { event: "Order Completed", identities: [{ platform: "crm", external }], time, id, properties: { amount: 5 } };
  const { eventsAdded } = await sendMessages({ ctx: tagwise.ctx, input: { sender, events: [event] } });
  return eventsAdded;
}
const amounts = async (ref: string) => (await tagwise.events(ref)).map(({ properties }) => properties["amount"]);

test("a file of one shop is not held against another shop's ids, and its own are known, by file and by program", async () => {
  expect(await send("shop a", "F-1", "fa")).toBe(1);
  const rows = ["F-1,fb,2026-01-10 08:00,7", "F-2,fb,2026-01-11 08:00,8"];
  expect(await load(rows, { sender: "shop b" })).toMatchObject({ eventsAdded: 2, repeated: 0 });
  expect(await load(rows, { sender: "shop b" })).toMatchObject({ eventsAdded: 0, repeated: 2, conflicts: 0 });
  expect([await send("shop b", "F-1", "fb"), await send("shop a", "F-1", "fa"), await send("shop a", "F-2", "fa")]).toEqual([0, 0, 1]);
  expect(await amounts("crm:fb")).toEqual(["7", "8"]);
  expect(await amounts("crm:fa")).toHaveLength(2);
  // Without a sender it repeats whoever has sent the id.
  expect(await load(["F-2,fc,2026-01-11 08:00,8"])).toMatchObject({ eventsAdded: 0, repeated: 1 });
});

test("rows under a known id with other content, or twice in one file, are counted and said; what came first stands", async () => {
  expect(await load(["G-1,ga,2026-01-10 08:00,1", "G-2,ga,2026-01-10 08:00,2", "G-2,ga,2026-01-10 08:00,3"])).toMatchObject({
    eventsAdded: 2,
    repeated: 1,
    conflicts: 1,
  });
  const corrected = await load(["G-1,ga,2026-01-10 08:00,10", "G-2,ga,2026-01-10 08:00,2", "G-3,ga,2026-01-10 08:00,3"]);
  expect(corrected).toMatchObject({ eventsAdded: 1, repeated: 2, conflicts: 1 });
  expect(corrected.warnings.map(({ zh }) => zh)).toContainEqual(expect.stringContaining("1 行的编号"));
  expect((await amounts("crm:ga")).toSorted()).toEqual(["1", "2", "3"]);
});
