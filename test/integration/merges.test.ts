import { crc32 } from "node:zlib";
import fc from "../support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { appendBatch } from "../../src/customers/index.ts";
import { type Ctx, type Engine, sql, literal } from "../../src/engine/index.ts";
import { findCustomer, readIdentities } from "../../src/identity/index.ts";
import { undoBatch } from "../../src/imports/load/undo.ts";
import { updateAfterMerge } from "../../src/updates/index.ts";
import { listMerges, mergeCustomers, previewUndo, splitCustomer, undoMerge } from "../../src/review/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

let engine: Engine;
let ctx: Ctx;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine);
  await seedCatalogue({ ctx });
});
afterAll(() => engine.close());

const RUNS = Number(process.env["PROPERTY_RUNS"] ?? 4);

function key(text: string) {
  const [platform, external] = text.split(":") as [string, string];
  return { platform, external };
}

/** An instant of its own for every message: of two at one instant only the last word is kept. */
function instantOf(names: readonly string[]): number {
  return NOW - 1_000 - (crc32(names.join(" ")) % 1_000_000_000);
}

/** Messages that name these identities, each with an event and an attribute of its own. */
async function send(...messages: readonly (readonly string[])[]) {
  return appendBatch({
    ctx,
    input: {
      customers: messages.map((names) => ({ identities: names.map(key), attributes: { city: names.join(" ") }, at: instantOf(names) })),
      events: messages.map((names) => ({
        event: "Order Completed",
        identities: names.map(key),
        time: NOW - 5_000,
        id: names.join(" "),
        properties: { amount: "1" },
      })),
    },
  });
}

/** Who there is: identities of each customer, with how many events and values it has; only those that name `mark`. */
async function people(mark: string): Promise<string[]> {
  const rows = await ctx.facts.rows<{ customer: number }>(sql`SELECT DISTINCT customer FROM customers ORDER BY customer`);
  const customers = rows.map(({ customer }) => customer);
  const identities = await readIdentities({ ctx, input: customers });
  const counted = async (table: string) =>
    new Map(
      (
        await ctx.facts.rows<{ customer: number; n: string }>(
          sql`SELECT customer, count() AS n FROM ${sql.id(table)} GROUP BY customer ORDER BY customer`,
        )
      ).map(({ customer, n }) => [customer, n] as const),
    );
  const [events, values] = [await counted("events"), await counted("attribute_values")];
  return customers
    .flatMap((customer) => {
      const names = (identities.get(customer) ?? []).map(({ platform, external }) => `${platform}:${external}`);
      if (!names.some((name) => name.includes(mark))) return [];
      return [`${names.toSorted().join(" ").replaceAll(mark, "")} | ${events.get(customer) ?? 0} ${values.get(customer) ?? 0}`];
    })
    .toSorted();
}

test("an anonymous visitor who signs in is the member, with what was done before; the old number leads there", async () => {
  await send(["device:in"], ["member:in"]);
  const device = await findCustomer({ ctx, input: "device:in" });
  const member = await findCustomer({ ctx, input: "member:in" });
  await send(["member:in", "device:in"]);
  await updateAfterMerge(ctx);
  const [kept, lost] = [Math.min(device, member), Math.max(device, member)];
  expect(await people(":in")).toEqual(["device member | 3 3"]);
  expect(await findCustomer({ ctx, input: String(lost) })).toBe(kept);
  const rows = await ctx.facts.rows(sql`SELECT count() AS n FROM customers WHERE customer = ${literal.integer(lost)}`);
  expect(rows).toEqual([{ n: "0" }]);
});

test("a message that comes again after its customer was merged counts once", async () => {
  await send(["device:again"], ["member:again"]);
  await send(["member:again", "device:again"]);
  await send(["device:again"], ["member:again"], ["member:again", "device:again"]);
  await updateAfterMerge(ctx);
  await send(["device:again"], ["member:again"], ["member:again", "device:again"]);
  expect(await people(":again")).toEqual(["device member | 3 3"]);
});

const NAMES = [
  "member:1",
  "member:2",
  "member:3",
  "crm:1",
  "wecom:a",
  "wecom:b",
  "taobao:t",
  "phone:13800000001",
  "phone:13800000002",
  "email:e@x.com",
].concat(["device:x", "device:y"]);
const anyMessages = fc.array(fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 9 });
const cuts = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
let worlds = 0;

test(
  "any order of arrival and any batches of the same messages give the same customers, with what each brought",
  async () => {
    await fc.assert(
      fc.asyncProperty(anyMessages, fc.infiniteStream(fc.nat()), cuts, cuts, cuts, async (messages, random, ...[one, other, settles]) => {
        const shuffled = messages
          .map((message) => ({ message, at: random.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ message }) => message);
        const worldOf = async (list: readonly (readonly string[])[], breaks: readonly boolean[]) => {
          const mark = `w${++worlds}z`;
          // Phones keep their form: a world has its own by its last digits.
          const named = (name: string) =>
            name.startsWith("phone:")
              ? `phone:138${String(worlds).padStart(4, "0")}${name.slice(-4)}`
              : name.replace(/:(.*)/, `:${mark}$1`);
          let batch: string[][] = [];
          for (const [index, message] of list.entries()) {
            batch.push(message.map(named));
            if (!breaks[index] && index < list.length - 1) continue;
            await send(...batch);
            batch = [];
            if (settles[index]) await updateAfterMerge(ctx);
          }
          await updateAfterMerge(ctx);
          const phone = `138${String(worlds).padStart(4, "0")}`;
          return (await people(""))
            .filter((line) => line.includes(mark) || line.includes(phone))
            .map((line) => line.replaceAll(mark, "").replaceAll(phone, ""))
            .toSorted();
        };
        const first = await worldOf(messages, one);
        expect(await worldOf(shuffled, other)).toEqual(first);
        expect(
          await worldOf(
            messages,
            messages.map(() => false),
          ),
        ).toEqual(first);
      }),
      { numRuns: RUNS },
    );
  },
  60_000 + RUNS * 5_000,
);

test("undoing a merge gives every row back to the customer of its own identity, those that came meanwhile too, and the number", async () => {
  await send(["member:u1", "wecom:u1"], ["member:u2", "phone:13900000001"]);
  const [one, two] = [await findCustomer({ ctx, input: "member:u1" }), await findCustomer({ ctx, input: "member:u2" })];
  const { merges, customers } = await mergeCustomers({ ctx, input: { customer: String(two), other: String(one), reason: "同一个人" } });
  expect(customers).toEqual([Math.min(one, two)]);
  await send(["phone:13900000001"], ["wecom:u1"]);
  expect(await people(":u")).toEqual(["member1 member2 phone:+8613900000001 wecom1 | 4 4"]);
  const undone = await undoMerge({ ctx, input: { merge: merges[0]!.id, reason: "弄错了" } });
  expect(undone.customers.toSorted((a, b) => a - b)).toEqual([one, two].toSorted((a, b) => a - b));
  expect(await people(":u")).toEqual(["member1 wecom1 | 2 2", "member2 phone:+8613900000001 | 2 2"]);
  await expect(undoMerge({ ctx, input: { merge: merges[0]!.id, reason: "x" } })).rejects.toMatchObject({ code: "MERGE_UNDONE" });
  // What a person took apart stays apart, whatever is seen later.
  await send(["wecom:u1", "phone:13900000001"]);
  await updateAfterMerge(ctx);
  expect((await people(":u")).map((line) => line.split(" |")[0])).toEqual(["member1 wecom1", "member2 phone:+8613900000001"]);
});

test("an identity that two processes numbered at once is one customer's, the smaller number's, with the rows of both", async () => {
  await send(["member:race"], ["crm:race"]);
  const small = await findCustomer({ ctx, input: "member:race" });
  // What the other process wrote, knowing nothing of this one.
  const large = 900_000;
  const since = "2026-01-15 04:00:00.000";
  const batch = 900_000;
  await ctx.facts.insert("customers", [{ customer: large, created: since, batch }]);
  await ctx.facts.insert("identities", [{ ...key("member:race"), customer: large, since, batch, claim: 2 ** 32 - 1 - large }]);
  await ctx.facts.insert("events", [{ event: "Order Completed", customer: large, time: since, id: "77", received: since, batch }]);
  await ctx.records.insertInto("pending_batches").values({ batch, ready: true, messages: false }).execute();
  await updateAfterMerge(ctx);
  expect(await people(":race")).toEqual(["crm | 1 1", "member | 2 1"]);
  expect(await findCustomer({ ctx, input: String(large) })).toBe(small);
});

test("whoever is taken off a customer gets the number of before, and the rest keeps theirs, however trusted either is", async () => {
  // Told apart by their text alone: that of the smaller number comes later.
  await send(["wecom:7-zz", "phone:13900000071"]);
  await send(["wecom:7-aa"]);
  const numbers = async () => Promise.all(["wecom:7-zz", "wecom:7-aa"].map((ref) => findCustomer({ ctx, input: ref })));
  const before = await numbers();
  const [one, two] = before.map(String) as [string, string];
  const { merges } = await mergeCustomers({ ctx, input: { customer: one, other: two, reason: "同一人" } });
  await undoMerge({ ctx, input: { merge: merges[0]!.id, reason: "不是" } });
  expect(await numbers()).toEqual(before);
  const undone = await ctx.records.selectFrom("merges").select("undone_at").where("id", "=", merges[0]!.id).executeTakeFirstOrThrow();
  expect(undone.undone_at).not.toBeNull();
  await send(["member:7-goes", "wecom:7-keeps"]);
  const customer = await findCustomer({ ctx, input: "wecom:7-keeps" });
  await splitCustomer({ ctx, input: { customer: String(customer), identities: [key("member:7-goes")], reason: "别人的卡" } });
  expect(await findCustomer({ ctx, input: "wecom:7-keeps" })).toBe(customer);
});

test("identities that are split off take along what they brought", async () => {
  await send(["member:s1", "wecom:s1"], ["wecom:s1", "device:s1"]);
  await splitCustomer({ ctx, input: { customer: "member:s1", identities: [key("wecom:s1"), key("device:s1")], reason: "借用的微信" } });
  expect(await people(":s")).toEqual(["device1 wecom1 | 1 1", "member1 | 1 1"]);
  await expect(splitCustomer({ ctx, input: { customer: "member:s1", identities: [key("member:s1")], reason: "x" } })).rejects.toMatchObject(
    {
      code: "SPLIT_ALL",
    },
  );
});

test("a split is undone: one customer again, with all rows, and the list says who undid it; what is one already says so", async () => {
  await send(["member:us", "wecom:us"], ["wecom:us"]);
  const customer = await findCustomer({ ctx, input: "member:us" });
  const { merges } = await splitCustomer({ ctx, input: { customer: String(customer), identities: [key("wecom:us")], reason: "别人的" } });
  const split = merges.find(({ kind }) => kind === "split")!;
  const preview = await previewUndo({ ctx, input: { merge: split.id } });
  expect(preview).toMatchObject({ kind: "split", merge: { kept: { customer }, lost: { customer: split.lost } } });
  const undone = await undoMerge({ ctx, input: { merge: split.id, reason: "是本人" } });
  expect(undone.customers).toEqual([customer]);
  expect(await people(":us")).toEqual(["member wecom | 2 2"]);
  const { items } = await listMerges({ ctx, input: { customer: String(customer), limit: 10 } });
  expect(items.find(({ id }) => id === split.id)!.undone).not.toBeNull();
  await expect(undoMerge({ ctx, input: { merge: split.id, reason: "x" } })).rejects.toMatchObject({ code: "MERGE_UNDONE" });
  await expect(undoMerge({ ctx, input: { merge: 999_999, reason: "x" } })).rejects.toMatchObject({ code: "MERGE_NOT_FOUND" });
  // Split by links, not by a person: a person's decision undoes it all the same.
  await send(["wecom:ue", "phone:13900000081"], ["wecom:uf", "taobao:uf"]);
  await send(["wecom:uf", "phone:13900000081"]);
  await updateAfterMerge(ctx);
  const [phone] = (await listMerges({ ctx, input: { customer: "phone:13900000081", limit: 10 } })).items;
  expect(phone).toMatchObject({ kind: "split", cause: "links" });
  await undoMerge({ ctx, input: { merge: phone!.id, reason: "是 ue 的手机" } });
  expect(await findCustomer({ ctx, input: "phone:13900000081" })).toBe(await findCustomer({ ctx, input: "wecom:ue" }));
});

test("taking a batch back parts the customers that only it had joined", async () => {
  await send(["member:b1"], ["wecom:b1"]);
  const { batch } = await send(["member:b1", "wecom:b1"]);
  await updateAfterMerge(ctx);
  expect(await people(":b")).toEqual(["member1 wecom1 | 3 3"]);
  await undoBatch(ctx, batch);
  await updateAfterMerge(ctx);
  expect(await people(":b")).toEqual(["member1 | 1 1", "wecom1 | 1 1"]);
});
