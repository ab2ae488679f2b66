import fc from "../support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { literal, takeNumbers, type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { findCustomer, findCustomers, readIdentities, resolveNormalised, resolveStaged } from "../../src/identity/index.ts";
import { normaliseIdentity } from "../../src/identifiers/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
});
afterAll(() => engine.close());

const key = (platform: string, external: string) => ({ platform, external });
type Key = ReturnType<typeof key>;

/** As messages are resolved: every identity in its one form, those that identify nobody left out. */
const resolve = (...entries: readonly (readonly Key[])[]) =>
  resolveNormalised(ctx, {
    keys: entries.map((entry) => entry.map((identity) => normaliseIdentity(identity)).filter((identity) => identity !== undefined)),
    at: NOW,
    batch: 1,
  });

/** A staged table of two columns, and the customer of each of its rows in their order. */
async function stage(
  name: string,
  rows: readonly (readonly [string | null, number | null])[],
  columns: { platform: string; column: string }[],
) {
  const table = `stage_${name}`;
  await ctx.facts.run(
    sql`CREATE TABLE ${sql.id(table)} (row UInt32, \`手机 号\` Nullable(String), code Nullable(Float64)) ENGINE = MergeTree ORDER BY row`,
  );
  await ctx.facts.insert(
    table,
    rows.map(([phone, code], row) => ({ row, "手机 号": phone, code })),
  );
  const batch = await takeNumbers(ctx.records, "batch", 1);
  const staged = await resolveStaged({ ctx, input: { table, columns, at: NOW, batch } });
  const on = sql.join(
    staged.keys.map(({ column, expression }) => sql`m.${literal.name(column)} = ${expression}`),
    " AND ",
  );
  const found = await ctx.facts.rows<{ row: number; customer: number }>(
    sql`SELECT row, m.customer AS customer FROM ${sql.id(table)} AS s ANY LEFT JOIN ${sql.id(staged.map)} AS m ON ${on} ORDER BY row`,
  );
  for (const made of [table, staged.map]) await ctx.facts.run(sql`DROP TABLE ${sql.id(made)}`);
  return { ...staged, customers: found.map((row) => row.customer) };
}

async function universe(): Promise<number> {
  const [row] = await ctx.facts.rows<{ n: string }>(sql`SELECT count() AS n FROM customers`);
  return Number(row!.n);
}

test("entries get customers; identities that come together are one, known ones stay, and a repetition adds nothing", async () => {
  const first = await resolve(
    [key("phone", "13800000001"), key("taobao", "一")],
    [key("taobao", "一"), key("email", "A@x.com")],
    [key("crm", "9")],
  );
  expect([...first.customers]).toEqual([first.firstNew, first.firstNew, first.firstNew + 1]);
  expect(first).toMatchObject({ created: 2, attached: 4, conflicts: 0 });
  const second = await resolve([key("email", "a@X.com")], [key("crm", "9"), key("wecom", "w9")], [key("crm", "")]);
  expect([...second.customers]).toEqual([first.customers[0], first.customers[2], 0]);
  expect(second).toMatchObject({ created: 0, attached: 1 });
  const [, , nine] = first.customers;
  expect((await readIdentities({ ctx, input: [nine!] })).get(nine!)).toEqual([key("crm", "9"), key("wecom", "w9")]);
});

test("customers whose identities are seen together become one; the smaller number stays and the other names it too", async () => {
  const { customers } = await resolve([key("phone", "13800000011")], [key("member", "11")]);
  const [small, large] = [...customers] as [number, number];
  const together = await resolve([key("phone", "13800000011"), key("member", "11"), key("wecom", "new11")]);
  expect(together).toMatchObject({ created: 0, attached: 1, merged: 1, conflicts: 0 });
  expect([...together.customers]).toEqual([small]);
  for (const ref of ["phone:13800000011", "member:11", "wecom:new11", String(large)])
    expect(await findCustomer({ ctx, input: ref })).toBe(small);
});

test("two members are never joined: the entry is the most trusted identity's, and a person is asked", async () => {
  await resolve([key("member", "21"), key("wecom", "w21")], [key("member", "22"), key("taobao", "t22")]);
  const clash = await resolve([key("wecom", "w21"), key("taobao", "t22")]);
  const [one, two] = await Promise.all(["member:21", "member:22"].map((ref) => findCustomer({ ctx, input: ref })));
  expect(clash).toMatchObject({ merged: 0, conflicts: 1 });
  expect(clash.conflictSamples).toEqual([{ identities: [key("wecom", "w21"), key("taobao", "t22")], kept: one, other: two }]);
  const [item] = await ctx.records.selectFrom("identity_reviews").selectAll().where("kind", "=", "clash").execute();
  expect(item).toMatchObject({ subject: "member 21", object: "member 22", state: "open" });
});

test("many at once make one customer of one new identity, and others wait for their turn", async () => {
  const before = await universe();
  const all = await Promise.all(
    Array.from({ length: 8 }, () => resolve([key("crm", "rush"), key("phone", "13800000099")], [key("crm", "rush2")])),
  );
  expect(new Set(all.map((one) => one.customers.join())).size).toBe(1);
  expect(await universe()).toBe(before + 2);
});

test("a staged column gets the customers that messages would get; new ones are numbered whatever the order of rows", async () => {
  const columns = [{ platform: "手机", column: "手机 号" }];
  const written = ["13800000001", " 138-0000-0001", "无", null, "13900000002", "+86 13900000002", "13900000001"];
  const staged = await stage(
    "one",
    written.map((phone) => [phone, null] as const),
    columns,
  );
  const known = await findCustomer({ ctx, input: "taobao:一" });
  const [one, two] = [staged.firstNew, staged.firstNew + 1];
  expect(staged.customers).toEqual([known, known, 0, 0, two, two, one]);
  expect(staged).toMatchObject({ created: 2, attached: 2, conflicts: 0 });
  const again = await stage(
    "again",
    written.toReversed().map((phone) => [phone, null] as const),
    columns,
  );
  expect(again).toMatchObject({ created: 0, attached: 0 });
  expect(again.customers).toEqual(staged.customers.toReversed());
});

test("a number column identifies by its plain text", async () => {
  const staged = await stage(
    "number",
    [
      [null, 12346],
      [null, 12346],
      [null, null],
    ],
    [{ platform: "crm", column: "code" }],
  );
  expect(staged.customers).toEqual([staged.firstNew, staged.firstNew, 0]);
  expect(await findCustomer({ ctx, input: "crm:12346" })).toBe(staged.firstNew);
});

test("two staged columns join rows through either, and join customers as messages do", async () => {
  const columns = [
    { platform: "phone", column: "手机 号" },
    { platform: "crm", column: "code" },
  ];
  const staged = await stage(
    "two",
    [
      ["13700000001", 501],
      ["13700000001", null],
      [null, 501],
      [null, null],
      ["13700000002", null],
      ["13700000002", 12346],
      ["13800000001", 9],
    ],
    columns,
  );
  const crm9 = await findCustomer({ ctx, input: "crm:9" });
  const crm12346 = await findCustomer({ ctx, input: "crm:12346" });
  const [same] = staged.customers;
  expect(staged.customers).toEqual([same, same, same, 0, crm12346, crm12346, crm9]);
  expect(staged).toMatchObject({ created: 1, attached: 3, merged: 1, conflicts: 0 });
  expect(await findCustomer({ ctx, input: "taobao:一" })).toBe(crm9);
});

const PLATFORMS = ["member", "wecom", "email", "device"] as const;

/** A row of few identities: some that many share, and texts whose order is another in JavaScript than in bytes. */
const anyRow = fc.record(
  Object.fromEntries(
    PLATFORMS.map((platform) => [platform, fc.option(fc.constantFrom("a", "b", "c", "\uff5e", "\u{1f600}"), { nil: null })]),
  ) as Record<(typeof PLATFORMS)[number], fc.Arbitrary<string | null>>,
);
type Row = Record<(typeof PLATFORMS)[number], string | null>;

let times = 0;

/** Every identity of these rows, under a name of its own so that nothing known bears on it. */
function keysOf(row: Row, mark: string): Key[] {
  return PLATFORMS.flatMap((platform) =>
    row[platform] === null ? [] : [key(platform, `${mark}${row[platform]}${platform === "email" ? "@x.cn" : ""}`)],
  );
}

/** Brings rows as a file does. */
async function bring(rows: readonly Row[], mark: string): Promise<void> {
  const table = `stage_rows_${mark}`;
  await ctx.facts.run(
    sql`CREATE TABLE ${sql.id(table)} (${sql.join(PLATFORMS.map((platform) => sql`${sql.id(platform)} Nullable(String)`))}) ENGINE = MergeTree ORDER BY tuple()`,
  );
  const given = rows.map((row) => Object.fromEntries(keysOf(row, mark).map(({ platform, external }) => [platform, external])));
  await ctx.facts.insert(table, [Object.fromEntries(PLATFORMS.map((platform) => [platform, null])), ...given]);
  const columns = PLATFORMS.map((platform) => ({ platform, column: platform }));
  const { map } = await resolveStaged({ ctx, input: { table, columns, at: NOW, batch: await takeNumbers(ctx.records, "batch", 1) } });
  for (const made of [table, map]) await ctx.facts.run(sql`DROP TABLE ${sql.id(made)}`);
}

/** Who is who among the identities of a mark, what waits for a person, and what was seen together. */
async function told(mark: string): Promise<string[]> {
  const here = sql`substring(external, 1, ${literal.integer(mark.length)}) = ${literal.text(mark)}`;
  const groups = await ctx.facts.rows<{ own: string[] }>(
    sql`SELECT arraySort(groupArray(concat(platform, ' ', external))) AS own FROM (
      SELECT platform, external, argMax(identities.customer, claim) AS customer FROM identities WHERE ${here} GROUP BY platform, external
    ) GROUP BY customer ORDER BY own`,
  );
  const links = await ctx.facts.rows<{ link: string }>(
    sql`SELECT DISTINCT concat(platform, ' ', external, ' = ', other_platform, ' ', other_external) AS link FROM links WHERE ${here} ORDER BY link`,
  );
  const reviews = await ctx.records
    .selectFrom("identity_reviews")
    .select(["kind", "subject", "object", "count"])
    .where("subject", "like", `% ${mark}%`)
    .execute();
  const all = [
    ...groups.map(({ own }) => own.join(" + ")),
    ...links.map(({ link }) => link),
    ...reviews.map((row) => JSON.stringify(row)).toSorted(),
  ];
  return all.map((line) => line.replaceAll(mark, ""));
}

test("a file's rows give the customers, the links and the reviews that the same messages give, whatever was known before", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyRow, { maxLength: 12 }), fc.array(anyRow, { minLength: 1, maxLength: 12 }), async (first, second) => {
      const [one, two, three] = ["m", "f", "b"].map((kind) => `${kind}${String(++times).padStart(5, "0")}`) as [string, string, string];
      await resolve(...[...first, ...second].map((row) => keysOf(row, one)));
      await resolve(...first.map((row) => keysOf(row, two)));
      await bring(second, two);
      await bring(first, three);
      await bring(second, three);
      const expected = await told(one);
      expect(await told(two)).toEqual(expected);
      expect(await told(three)).toEqual(expected);
    }),
    { numRuns: Number(process.env["PROPERTY_RUNS"] ?? 3) },
  );
});

test("references are found together, and the unknown left out", async () => {
  const found = await findCustomers({ ctx, input: ["1", "crm:9", "crm:none", "0", "77777777"] });
  expect([...found]).toEqual([
    ["1", 1],
    ["crm:9", 1],
  ]);
});

test("external ids are text, whatever they hold", async () => {
  const nasty = ["'", "\\", "a'; DROP TABLE identities; --", "💬", "{x:String}", "a\u202eb"];
  const { customers } = await resolve(...nasty.map((external) => [key("taobao", external)]));
  for (const [index, external] of nasty.entries()) expect(await findCustomer({ ctx, input: `taobao:${external}` })).toBe(customers[index]);
  expect(literal.texts(nasty).text).toContain("💬");
});
