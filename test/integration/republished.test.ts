import { afterAll, beforeAll, expect, test } from "vitest";
import { readCatalogue, seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql, literal } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { loadTags, publishTags, readDocument } from "../../src/tags/index.ts";
import { updateMembers } from "../../src/updates/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;
let now = NOW;
beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { clock: () => now });
  await seedCatalogue({ ctx });
  const idle = Array.from({ length: 30 }, (_, index) => ({
    identities: [{ platform: "crm", external: `idle ${index}` }],
    attributes: {},
    at: NOW,
  }));
  await appendBatch({ ctx, input: { customers: idle, events: [] } });
});
afterAll(() => engine.close());

const CITY = { code: "city", name: "上海", rule: { attribute: "city", is: "上海" } };
const OTHERS = ["a", "b", "c"].map((code) => ({ code, name: code, rule: { attribute: "city", is: code } }));
const apply = (...tags: readonly object[]) => applyTags({ ctx, input: { document: { tags }, prune: true } });

/** Publishes and evaluates nothing, as an apply that was cancelled or that failed after publishing. */
async function publishOnly(...tags: readonly object[]): Promise<void> {
  const [existing, catalogue] = [await loadTags({ ctx }), await readCatalogue({ ctx })];
  const { definitions } = readDocument({ tags }, existing, catalogue, ctx.workspace.timezone, true);
  await publishTags({ ctx, input: { definitions, prune: true } });
}

/** A customer of a city comes, and live updates follow. */
async function comes(external: string, city: string): Promise<void> {
  now += 1_000;
  await appendBatch({
    ctx,
    input: { customers: [{ identities: [{ platform: "crm", external }], attributes: { city }, at: now }], events: [] },
  });
  await updateMembers({ ctx, input: {} });
}

async function members(code: string): Promise<number[]> {
  const { id } = (await loadTags({ ctx })).tags.get(code)!;
  const rows = await ctx.facts.rows<{ customer: number }>(
    sql`SELECT arrayJoin(bitmapToArray(customers)) AS customer FROM members FINAL WHERE tag = ${literal.integer(id)} ORDER BY customer`,
  );
  return rows.map(({ customer }) => customer);
}
const numbers = async (...external: readonly string[]) =>
  (await Promise.all(external.map((name) => findCustomer({ ctx, input: `crm:${name}` })))).toSorted((a, b) => a - b);

const BETWEEN: readonly (readonly [string, readonly object[]])[] = [
  ["paused", [{ ...CITY, state: "paused" }, ...OTHERS]],
  ["retired", OTHERS],
  ["given another rule", [{ ...CITY, rule: { attribute: "city", is: "北京" } }, ...OTHERS]],
];

for (const [index, [what, between]] of BETWEEN.entries())
  test(`a tag that is ${what}, then published as it was, has its true members after live updates in between`, async () => {
    const [before, meanwhile, other] = [`before ${index}`, `meanwhile ${index}`, `other ${index}`];
    await apply(CITY, ...OTHERS);
    await comes(before, "上海");
    await publishOnly(...between);
    await comes(meanwhile, "上海");
    await comes(other, "北京");
    await apply(CITY, ...OTHERS);
    const all = BETWEEN.slice(0, index + 1).flatMap((_, each) => [`before ${each}`, `meanwhile ${each}`]);
    expect(await members("city")).toEqual(await numbers(...all));
  });

test("a tag that is paused by an apply and published again has its true members too", async () => {
  await apply(CITY, ...OTHERS);
  await apply({ ...CITY, state: "paused" }, ...OTHERS);
  const before = await members("city");
  await comes("last", "上海");
  expect(await members("city")).toEqual(before);
  await apply(CITY, ...OTHERS);
  expect(await members("city")).toEqual([...before, ...(await numbers("last"))].toSorted((a, b) => a - b));
});
