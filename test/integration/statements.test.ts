import { afterAll, beforeAll, expect, test } from "vitest";
import { appendBatch, readAttributes } from "../../src/customers/index.ts";
import { findCustomer } from "../../src/identity/index.ts";
import { importFile, undoImport } from "../../src/imports/index.ts";
import { previewRule } from "../../src/publishing/index.ts";
import { openImporting, type Importing } from "../support/importing.ts";
import { NOW } from "../support/engine.ts";
import fc from "../support/properties.ts";

let to: Importing;
beforeAll(async () => {
  to = await openImporting();
});
afterAll(() => to.engine.close());

const DAY = 86_400_000;
/** Midnights of UTC, counted from the first: what a file's day and a program's instant say alike. */
const dayAt = (day: number) => Math.floor(NOW / DAY) * DAY - (20 - day) * DAY;

interface Statement {
  readonly who: number;
  readonly attribute: "grade" | "points" | "consent.sms" | "interests";
  readonly day: number;
  /** Null clears it: only programs can say that. */
  readonly value: string | number | boolean | readonly string[] | null;
}

const VALUES = {
  grade: fc.constantFrom("A", "B", "C", "金卡", "😀"),
  points: fc.constantFrom(9, 10, -1, 0.5),
  "consent.sms": fc.boolean(),
  interests: fc.constantFrom(["茶"], ["茶", "书"], ["书"]),
};
const anyStatement: fc.Arbitrary<Statement> = fc.constantFrom(...(Object.keys(VALUES) as (keyof typeof VALUES)[])).chain((attribute) =>
  fc.record({
    who: fc.nat(1),
    attribute: fc.constant(attribute),
    day: fc.nat(7),
    value: fc.oneof(
      { weight: 5, arbitrary: VALUES[attribute] as fc.Arbitrary<Statement["value"]> },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
  }),
);

/** What holds on a day: of the latest statements up to it the greatest; of yes and no, no; a clearing below all. */
function held(all: readonly Statement[], { who, attribute, day }: Omit<Statement, "value">): Statement["value"] {
  const upTo = all.filter((one) => one.who === who && one.attribute === attribute && one.day <= day);
  const last = Math.max(...upTo.map((one) => one.day));
  const values = upTo.filter((one) => one.day === last && one.value !== null).map(({ value }) => value!);
  const order = (a: NonNullable<Statement["value"]>, b: NonNullable<Statement["value"]>): number => {
    if (typeof a === "boolean") return Number(b) - Number(a);
    if (typeof a === "number") return a - (b as number);
    return Buffer.compare(
      Buffer.from(Array.isArray(a) ? a.join("\0") : String(a)),
      Buffer.from(Array.isArray(b) ? b.join("\0") : String(b)),
    );
  };
  return values.toSorted(order).at(-1) ?? null;
}

/** One sender's statements: a place twice with two values would be decided by the sender's own order. */
function sendings(all: readonly Statement[], cuts: readonly number[]): Statement[][] {
  const groups: Statement[][] = [[]];
  for (const [index, one] of all.entries()) {
    const group = groups.at(-1)!;
    const again = group.some((other) => other.who === one.who && other.attribute === one.attribute && other.day === one.day);
    if (again || cuts.includes(index)) groups.push([one]);
    else group.push(one);
  }
  return groups.filter((group) => group.length > 0);
}

const mapping = {
  identities: { crm: "id" },
  time: "t",
  timezone: "UTC",
  attributes: { grade: "grade", points: "points", "consent.sms": "sms", interests: "interests" },
};
const ATTRIBUTES = Object.keys(VALUES) as (keyof typeof VALUES)[];
let files = 0;

async function send(group: readonly Statement[], run: string, byFile: boolean): Promise<void> {
  if (byFile && group.every(({ value }) => value !== null)) {
    const rows = group.map(({ who, attribute, day, value }) =>
      JSON.stringify({
        id: `${run}-${who}`,
        t: new Date(dayAt(day)).toISOString(),
        [attribute === "consent.sms" ? "sms" : attribute]: value,
        // Every line has every column, so that the file has them all.
        ...Object.fromEntries(
          ["grade", "points", "sms", "interests"]
            .filter((name) => name !== attribute && !(attribute === "consent.sms" && name === "sms"))
            .map((name) => [name, null]),
        ),
      }),
    );
    const name = `s${files++}.jsonl`;
    await to.load(name, rows.join("\n"), mapping);
    // A file twice says nothing new.
    expect(await to.load(name, rows.join("\n"), mapping)).toMatchObject({ attributesAdded: 0 });
    return;
  }
  const customers = group.map(({ who, attribute, day, value }) => ({
    identities: [{ platform: "crm", external: `${run}-${who}` }],
    attributes: { [attribute]: value },
    at: dayAt(day),
  }));
  await appendBatch({ ctx: to.ctx, input: { customers } });
  expect(await appendBatch({ ctx: to.ctx, input: { customers } })).toMatchObject({ attributesAdded: 0 });
}

async function history(run: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const who of [0, 1]) {
    const customer = await findCustomer({ ctx: to.ctx, input: `crm:${run}-${who}` });
    for (let day = 0; day < 8; day++) {
      const now = (await readAttributes({ ctx: to.ctx, input: { customers: [customer], asOf: dayAt(day) } })).get(customer) ?? [];
      for (const code of ATTRIBUTES) found.push(now.find(({ attribute }) => attribute.code === code)?.value ?? null);
    }
  }
  return found;
}

const text = (value: Statement["value"]) => (typeof value === "number" ? String(value) : value);

let runs = 0;
test(
  "the same statements, split over any files and batches in any order, are the same history at every instant and the same members",
  { timeout: 300_000 },
  async () => {
    await to.load("columns.csv", "id,t,grade,points,sms,interests\nfirst,2020-01-01,A,1,true,茶", mapping);
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStatement, { minLength: 1, maxLength: 14 }).chain((all) =>
          fc.record({
            all: fc.constant(all),
            orders: fc.tuple(fc.shuffledSubarray(all, { minLength: all.length }), fc.shuffledSubarray(all, { minLength: all.length })),
            cuts: fc.array(fc.nat(14), { maxLength: 4 }),
            byFile: fc.infiniteStream(fc.boolean()),
          }),
        ),
        async ({ all, orders, cuts, byFile }) => {
          const wanted = [0, 1].flatMap((who) =>
            Array.from({ length: 8 }, (_, day) => ATTRIBUTES.map((attribute) => text(held(all, { who, attribute, day })))).flat(),
          );
          for (const order of orders) {
            const run = `r${runs++}`;
            await appendBatch({
              ctx: to.ctx,
              input: {
                customers: [0, 1].map((who) => ({ identities: [{ platform: "crm", external: `${run}-${who}` }], attributes: {}, at: NOW })),
              },
            });
            for (const group of sendings(order, cuts)) await send(group, run, byFile.next().value);
            expect(await history(run)).toEqual(wanted);
            const members = async (rule: unknown, asOf: number) => {
              const { matching } = await previewRule({ ctx: to.ctx, input: { definition: { rule }, asOf } });
              const own = await Promise.all([0, 1].map((who) => findCustomer({ ctx: to.ctx, input: `crm:${run}-${who}` })));
              const found = new Set(matching.map(({ customer }) => customer));
              return own.map((customer) => found.has(customer));
            };
            const day = 7;
            expect(await members({ consent: "sms" }, dayAt(day))).toEqual(
              [0, 1].map((who) => held(all, { who, attribute: "consent.sms", day }) === true),
            );
          }
        },
      ),
      { numRuns: 8 },
    );
  },
);

const state = async (external: string) => {
  const customer = await findCustomer({ ctx: to.ctx, input: `crm:${external}` });
  const now = (await readAttributes({ ctx: to.ctx, input: { customers: [customer] } })).get(customer) ?? [];
  return now.find(({ attribute }) => attribute.code === "grade")?.value;
};
const load = (name: string, ...rows: string[]) =>
  to.load(name, ["id,t,grade", ...rows].join("\n"), {
    identities: { crm: "id" },
    time: "t",
    timezone: "UTC",
    attributes: { grade: "grade" },
  });

test("a value stated again after another stands, though the other comes later; undoing the import in between leaves one value throughout", async () => {
  expect(await load("twice.csv", "x,2025-01-01,A", "x,2025-03-01,A")).toMatchObject({ attributesAdded: 2 });
  const between = await load("between.csv", "x,2025-02-01,B");
  expect(between).toMatchObject({ attributesAdded: 1 });
  expect(await state("x")).toBe("A");
  await undoImport({ ctx: to.ctx, input: { import: between.id } });
  expect(await state("x")).toBe("A");
  expect(await load("between.csv", "x,2025-02-01,B")).toMatchObject({ attributesAdded: 1 });
});

test("of several rows of a file at one instant the last counts; against another file the greater value, whichever came first", async () => {
  await load("last.csv", "y,2025-01-01,B", "y,2025-01-01,A");
  expect(await state("y")).toBe("A");
  await load("other.csv", "y,2025-01-01,C", "z,2025-01-01,C");
  await load("other2.csv", "z,2025-01-01,A");
  expect([await state("y"), await state("z")]).toEqual(["C", "C"]);
});

test("a consent that a file without a time states again stands, though a withdrawal dated in between comes later", async () => {
  const agreed = { identities: { crm: "id" }, attributes: { "consent.sms": "sms", grade: "grade" } };
  const at = (instant: number) => ({ ...to.ctx, clock: () => instant });
  const path = to.file("nightly.csv", "id,sms,grade\nw,yes,A");
  await importFile({ ctx: at(NOW - 2 * DAY), input: { path, mapping: agreed } });
  expect(await importFile({ ctx: at(NOW), input: { path, mapping: agreed } })).toMatchObject({ attributesAdded: 1 });
  const withdrawn = { identities: [{ platform: "crm", external: "w" }], attributes: { "consent.sms": false }, at: NOW - DAY };
  await appendBatch({ ctx: at(NOW + DAY), input: { events: [], customers: [withdrawn] } });
  const customer = await findCustomer({ ctx: to.ctx, input: "crm:w" });
  const consentAt = async (asOf: number) =>
    (await readAttributes({ ctx: to.ctx, input: { customers: [customer], asOf } }))
      .get(customer)
      ?.find((one) => one.attribute.code === "consent.sms")?.value;
  expect([await consentAt(NOW - 2 * DAY), await consentAt(NOW - DAY), await consentAt(NOW)]).toEqual([true, false, true]);
});
