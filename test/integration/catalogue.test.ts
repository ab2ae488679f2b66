import { afterAll, beforeAll, expect, test } from "vitest";
import {
  describeCatalogue,
  ensureFields,
  findAttribute,
  findEvent,
  readCatalogue,
  repairFields,
  seedCatalogue,
} from "../../src/catalogue/index.ts";
import { CatalogueShape } from "../../src/contract/index.ts";
import { type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
});
afterAll(() => engine.close());

async function columns(): Promise<Map<string, string>> {
  const rows = await ctx.facts.rows<{ name: string; type: string }>(
    sql`SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = 'events' ORDER BY position`,
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

test("the built-in catalogue has a column for every property and a label in both languages; seeding again changes nothing", async () => {
  const catalogue = await readCatalogue({ ctx });
  const present = await columns();
  for (const event of catalogue.events.values()) {
    expect(event.name.zh, event.code).toMatch(/\p{Script=Han}/u);
    for (const property of event.properties.values()) expect(present.has(property.field), property.code).toBe(true);
  }
  await seedCatalogue({ ctx });
  expect(await readCatalogue({ ctx })).toBe(catalogue);
});

test("attributes and events are found by code and by either name", async () => {
  const catalogue = await readCatalogue({ ctx });
  expect(findEvent(catalogue, "完成订单")?.code).toBe("Order Completed");
  expect(findEvent(catalogue, "order completed")?.code).toBe("Order Completed");
  expect(findAttribute(catalogue, "城市")?.code).toBe("city");
  expect(findAttribute(catalogue, "孩子生日")?.sensitivity).toBe("sensitive");
  expect(findEvent(catalogue, "Order")).toBeUndefined();
});

test("equal name and type share a column across events; another type has its own; a known property keeps its type", async () => {
  const catalogue = await ensureFields({
    ctx,
    input: {
      events: {
        报名: { amount: "number", 班级: "text", channel: "text" },
        退课: { amount: "text", 班级: "number" },
        "Order Completed": { amount: "text" },
      },
    },
  });
  const property = (event: string, code: string) => catalogue.events.get(event)!.properties.get(code)!;
  expect(property("报名", "amount").field).toBe(property("Order Completed", "amount").field);
  expect(property("报名", "amount").name.zh).toBe("金额");
  expect(property("退课", "amount").field).not.toBe(property("报名", "amount").field);
  expect(property("Order Completed", "amount").type).toBe("number");
  expect(property("退课", "班级").field).not.toBe(property("报名", "班级").field);
  expect((await columns()).get(property("退课", "班级").field)).toBe("Nullable(Decimal(18, 6))");
});

test("any number of callers may register the same at once", async () => {
  const wanted = {
    events: { 活动签到: { 场次: "text", 人数: "number", "奖品[].名称": "text" } },
    attributes: { 身份证号: "text", 体重: "number" },
  } as const;
  const all = await Promise.all(Array.from({ length: 6 }, () => ensureFields({ ctx, input: wanted })));
  const fields = all.map((catalogue) => [...catalogue.events.get("活动签到")!.properties.values()].map(({ field }) => field).join());
  expect(new Set(fields).size).toBe(1);
  const present = await columns();
  for (const field of fields[0]!.split(",")) expect(present.has(field)).toBe(true);
  expect(all[0]!.attributes.get("身份证号")!.sensitivity).toBe("sensitive");
});

test("columns that the facts have lost come back; nothing is done when none is missing", async () => {
  const { field } = (await readCatalogue({ ctx })).events.get("活动签到")!.properties.get("人数")!;
  const before = await columns();
  await ctx.facts.run(sql`ALTER TABLE events DROP COLUMN ${sql.id(field)}`);
  expect(await repairFields({ ctx })).toEqual([field]);
  expect(await repairFields({ ctx })).toEqual([]);
  expect(await columns()).toEqual(before);
});

test("a column left by a crash before the records were committed is taken over, one of another type is not", async () => {
  await ctx.facts.run(sql`ALTER TABLE events ADD COLUMN p_half Nullable(String), ADD COLUMN p_other Nullable(String)`);
  const catalogue = await ensureFields({ ctx, input: { events: { Crashed: { half: "text", other: "number" } } } });
  const properties = catalogue.events.get("Crashed")!.properties;
  expect([properties.get("half")!.field, properties.get("other")!.field]).toEqual(["p_half", "p_other_2"]);
});

test("names that cannot be names are refused all together", async () => {
  const attempt = ensureFields({ ctx, input: { events: { " x": { "": "text", ok: "text" } }, attributes: { ["a".repeat(101)]: "text" } } });
  await expect(attempt).rejects.toMatchObject({ code: "INPUT_INVALID", issues: { length: 3 } });
});

test("the API's form of the catalogue is what the contract says", async () => {
  const shape = await describeCatalogue({ ctx });
  expect(CatalogueShape.parse(shape)).toEqual(shape);
});
