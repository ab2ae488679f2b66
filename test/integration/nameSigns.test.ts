import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { IMPORTED } from "../../src/assignments/index.ts";
import { readCatalogue } from "../../src/catalogue/index.ts";
import { literal, raiseVersion, sql } from "../../src/engine/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { importFile } from "../../src/imports/index.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let to: TestApp;
beforeAll(async () => {
  to = await openTestApp();
});
afterAll(() => to.close());

/** No name may have the first two; the third shows that the rest of the message is taken. */
const SIGNS = ["`", "\\"] as const;

async function post(url: string, payload: object, role: "administrator" | "sender" = "sender"): Promise<string> {
  const answer = await to.ask(role, { method: "POST", url, payload });
  return answer.body;
}

test.each(SIGNS)("a name with %s is refused by every way in, in two languages, and no export breaks", async (sign) => {
  const name = `a${sign}b`;
  const track = { type: "track", userId: "u1", event: "Named", properties: { [name]: 1 } };
  const ways: Record<string, string> = {
    customers: await post("/api/customers", { customers: [{ identities: { crm: "1" }, attributes: { [name]: "x" } }] }),
    "customers by platform": await post("/api/customers", { customers: [{ identities: { [name]: "1" }, attributes: { city: "x" } }] }),
    events: await post("/api/events", { events: [{ event: name, identities: { crm: "1" } }] }),
    "events by property": await post("/api/events", { events: [{ event: "Named", identities: { crm: "1" }, properties: { [name]: 1 } }] }),
    "events by platform": await post("/api/events", { events: [{ event: "Named", identities: { [name]: "1" } }] }),
    identify: await post("/v1/identify", { userId: "u1", traits: { [name]: "x" } }),
    "identify by nested trait": await post("/v1/identify", { userId: "u1", traits: { address: { [name]: "x" } } }),
    track: await post("/v1/track", track),
    "track by event": await post("/v1/track", { type: "track", userId: "u1", event: name }),
    "track by external id": await post("/v1/track", {
      ...track,
      properties: {},
      context: { externalIds: [{ id: "1", type: name, collection: "users", encoding: "none" }] },
    }),
    messages: await post("/api/messages", { messages: [track] }),
    placeholders: (
      await to.ask("administrator", {
        method: "PATCH",
        url: "/api/identity/placeholders",
        payload: { add: [{ platform: name, value: "x" }], remove: [] },
      })
    ).body,
  };
  const refused = /CODE_SIGN|PLATFORM_INVALID|PLACEHOLDER_INVALID/;
  expect(Object.entries(ways).filter(([, answer]) => !refused.test(answer))).toEqual([]);
  expect(ways["customers"]).toMatch(/反引号.*back-tick|back-tick.*反引号/s);
  expect(ways["customers by platform"]).toMatch(/反引号.*back-tick|back-tick.*反引号/s);

  const folder = join(to.app.config.dataDir, "in");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "people.csv"), `id,x\n1,2\n`);
  for (const mapping of [
    { identities: { [name]: "id" } },
    { identities: { crm: "id" }, attributes: { [name]: "x" } },
    { identities: { crm: "id" }, event: "Named", properties: { [name]: "x" } },
    { identities: { crm: "id" }, event: name },
  ]) {
    await expect(
      importFile({ ctx: to.ctx, tagging: IMPORTED, input: { path: join(folder, "people.csv"), mapping } }),
    ).rejects.toMatchObject({
      code: "INPUT_INVALID",
    });
  }

  const { attributes, events } = await readCatalogue({ ctx: to.ctx });
  const names = [...attributes.keys(), ...[...events].flatMap(([code, { properties }]) => [code, ...properties.keys()])];
  expect(names.filter((code) => code.includes(sign))).toEqual([]);
  const platforms = await to.ctx.facts.rows<{ platform: string }>(sql`SELECT DISTINCT toString(platform) AS platform FROM identities`);
  expect(platforms.filter(({ platform }) => platform.includes(sign))).toEqual([]);
  for (const format of ["csv", "jsonl", "parquet", "xlsx"])
    expect((await to.ask("administrator", { url: `/api/export?format=${format}` })).statusCode).toBe(200);
});

test("names that stand in the stores already, from before the rule, are exported as they are", async () => {
  const { ctx } = to;
  const name = "a`b\\c";
  await post("/api/customers", { customers: [{ identities: { crm: "9" }, attributes: { city: "上海" } }] });
  const customer = literal.integer(await findCustomer({ ctx, input: "crm:9" }));
  await ctx.records.transaction().execute(async (tx) => {
    const names = JSON.stringify({ zh: name, en: name });
    await tx.insertInto("attributes").values({ code: name, name: names, type: "text", sensitivity: "ordinary" }).execute();
    await raiseVersion(tx, "catalogue");
  });
  await ctx.facts.run(
    sql`INSERT INTO identities SELECT * REPLACE (${literal.text(name)} AS platform, 'x9' AS external) FROM (SELECT * FROM identities WHERE platform = 'crm' AND external = '9')`,
  );
  await ctx.facts.run(
    sql`INSERT INTO attribute_values SELECT * REPLACE (${literal.text(name)} AS attribute, 'v9' AS text) FROM (SELECT * FROM attribute_values WHERE customer = ${customer} AND attribute = 'city')`,
  );
  const columns = ["customer", `identity.${name}`, `attribute.${name}`];
  const url = (format: string) => `/api/export?format=${format}&headings=codes&columns=${encodeURIComponent(columns.join(","))}`;
  const csv = (await to.ask("administrator", { url: url("csv") })).body;
  expect(csv).toContain(`"identity.${name}"`);
  expect(csv).toContain('"x9","v9"');
  const lines = (await to.ask("administrator", { url: url("jsonl") })).body
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(lines).toContainEqual(expect.objectContaining({ [`identity.${name}`]: "x9", [`attribute.${name}`]: "v9" }));
  expect((await to.ask("administrator", { url: url("xlsx") })).statusCode).toBe(200);
  expect((await to.ask("administrator", { url: url("parquet") })).statusCode).toBe(200);
});
