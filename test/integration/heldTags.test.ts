import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import type { Ctx, Engine } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { readCustomer } from "../../src/insight/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { assignTag } from "../../src/assignments/index.ts";
import { evaluateTags } from "../../src/updates/index.ts";
import { explainTag } from "../../src/explain/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
  const level = (external: string, member_level: string, at: number) => ({
    identities: [{ platform: "crm", external }],
    attributes: { member_level },
    at,
  });
  await appendBatch({
    ctx,
    input: {
      customers: [
        level("stays", "黄金", NOW - 100 * DAY),
        level("moves", "黄金", NOW - 100 * DAY),
        level("moves", "钻石", NOW + 10 * DAY),
        level("leaves", "黄金", NOW - 100 * DAY),
        level("leaves", "无", NOW + 5 * DAY),
        level("leaves", "黄金", NOW + 6 * DAY),
      ],
    },
  });
  const document = {
    tags: [
      {
        code: "level",
        values: [
          { value: "黄金", rule: { attribute: "member_level", is: "黄金" } },
          { value: "钻石", rule: { attribute: "member_level", is: "钻石" } },
        ],
      },
      { code: "any_level", rule: { tag: "level", for: ">= 30d" } },
      { code: "gold", rule: { tag: "level", value: "黄金", for: "30d" } },
      { code: "fresh", rule: { tag: "level", enteredWithin: "30d" } },
      { code: "hand" },
      { code: "by_hand", rule: { tag: "hand", for: { between: ["1d", "2d"] } } },
    ],
  };
  await applyTags({ ctx, input: { document, prune: false, asOf: NOW } });
});
afterAll(() => engine.close());

async function at(asOf: number): Promise<Record<string, string[]>> {
  const then = testCtx(engine, { clock: () => asOf });
  expect((await evaluateTags({ ctx: then, input: { asOf } })).failed).toEqual([]);
  const names = ["stays", "moves", "leaves"];
  const held = await Promise.all(names.map((name) => readCustomer({ ctx: then, input: { customer: `crm:${name}` } })));
  const codes = ["any_level", "gold", "fresh", "by_hand"];
  return Object.fromEntries(codes.map((code) => [code, names.filter((_, index) => held[index]!.tags.some((tag) => tag.code === code))]));
}

test("how long a tag has been had counts from its entering, by the evaluation that saw it; another value is no break, leaving is", async () => {
  expect(await at(NOW)).toEqual({ any_level: [], gold: [], fresh: ["stays", "moves", "leaves"], by_hand: [] });
  expect(await at(NOW + 5 * DAY)).toMatchObject({ fresh: ["stays", "moves"] });
  expect(await at(NOW + 6 * DAY)).toMatchObject({ fresh: ["stays", "moves", "leaves"] });
  await at(NOW + 10 * DAY);
  expect(await at(NOW + 30 * DAY - 1)).toMatchObject({ any_level: [], gold: [], fresh: ["stays", "moves", "leaves"] });
  expect(await at(NOW + 30 * DAY)).toMatchObject({ any_level: ["stays", "moves"], gold: ["stays"], fresh: ["leaves"] });
  expect(await at(NOW + 36 * DAY)).toMatchObject({ any_level: ["stays", "moves", "leaves"], gold: ["stays", "leaves"], fresh: [] });
});

test("a tag put on by hand counts from then, and an explanation says since when", async () => {
  const start = NOW + 40 * DAY;
  const customer = await findCustomer({ ctx, input: "crm:stays" });
  await assignTag({ ctx: testCtx(engine, { clock: () => start }), input: { tag: "hand", add: [customer], remove: [] } });
  expect(await at(start + DAY - 1)).toMatchObject({ by_hand: [] });
  expect(await at(start + DAY)).toMatchObject({ by_hand: ["stays"] });
  expect(await at(start + 2 * DAY)).toMatchObject({ by_hand: ["stays"] });
  expect(await at(start + 2 * DAY + 1)).toMatchObject({ by_hand: [] });
  const why = await explainTag({ ctx, input: { customer, tag: "by_hand", asOf: start + 2 * DAY } });
  expect(why).toMatchObject({
    has: true,
    trees: [{ tree: { pass: true, observed: { zh: "有，自 2026-02-24 12:00", en: "has it, since 2026-02-24 12:00" } } }],
  });
});
