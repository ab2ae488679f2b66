import fc from "../support/properties.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedCatalogue } from "../../src/catalogue/index.ts";
import { type Ctx, type Engine, sql } from "../../src/engine/index.ts";
import { sendMessages } from "../support/sendMessages.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { evaluateTags, updateMembers, nextUpdateAt } from "../../src/updates/index.ts";
import { NOW, openTestEngine, testCtx } from "../support/engine.ts";

const DAY = 86_400_000;
const WINDOWS = [7, 30, 90];
const CUSTOMERS = 6;

let engine: Engine;
let ctx: Ctx;
let now = NOW;

beforeAll(async () => {
  engine = await openTestEngine();
  ctx = testCtx(engine, { clock: () => now });
  await seedCatalogue({ ctx });
  await send([{ who: 0, time: NOW - DAY }]);
  const tags = [
    ...WINDOWS.map((days) => ({ code: `w${days}`, name: `${days}`, rule: { event: "Order Completed", within: `${days}d` } })),
    { code: "soon", name: "soon", rule: { attribute: "renewal", withinNext: "30d" } },
  ];
  await applyTags({ ctx, input: { document: { tags }, prune: false } });
});
afterAll(() => engine.close());

interface Happening {
  readonly who: number;
  readonly time: number;
}
const ordered: Happening[] = [];
const renewals = new Map<number, number>();

async function send(events: readonly Happening[], renewal?: Happening): Promise<void> {
  ordered.push(...events);
  if (renewal) renewals.set(renewal.who, renewal.time);
  const of = (who: number) => [{ platform: "crm", external: `a${who}` }];
  await sendMessages({
    ctx,
    input: {
      events: events.map(({ who, time }) => ({ event: "Order Completed", identities: of(who), time, properties: {} })),
      customers: renewal
        ? [{ identities: of(renewal.who), attributes: { renewal: new Date(renewal.time).toISOString() }, at: now }]
        : [{ identities: of(0), attributes: { renewal: new Date(NOW + 400 * DAY).toISOString() }, at: NOW }],
    },
  });
}

/** Who should have each tag now: events in `(now − D, now]`, values in `(now, now + D]`. */
function expected(): Record<string, string[]> {
  const names = (customers: Iterable<number>) => [...new Set(customers)].map((who) => `a${who}`).toSorted();
  const windows = WINDOWS.map((days) => [
    `w${days}`,
    names(ordered.filter(({ time }) => time > now - days * DAY && time <= now).map(({ who }) => who)),
  ]);
  const soon = names([...renewals].filter(([, time]) => time > now && time <= now + 30 * DAY).map(([who]) => who));
  return { ...Object.fromEntries(windows), soon };
}

async function members(): Promise<Record<string, string[]>> {
  const tags = await ctx.records.selectFrom("tags").select(["id", "code"]).orderBy("code").execute();
  const rows = await ctx.facts.rows<{ tag: number; external: string }>(
    sql`SELECT tag, external FROM (SELECT tag, arrayJoin(bitmapToArray(customers)) AS customer FROM members FINAL) AS m
     INNER JOIN (SELECT DISTINCT external, customer FROM identities) AS i USING (customer) ORDER BY tag, external`,
  );
  return Object.fromEntries(tags.map(({ id, code }) => [code, rows.filter(({ tag }) => tag === id).map(({ external }) => external)]));
}

const second = fc.integer({ min: -40_000, max: 70_000 });
const step = fc.record({
  events: fc.array(fc.record({ who: fc.nat(CUSTOMERS - 1), days: fc.constantFrom(0, ...WINDOWS), off: second }), { maxLength: 3 }),
  renewal: fc.option(fc.record({ who: fc.integer({ min: 1, max: CUSTOMERS - 1 }), days: fc.constantFrom(0, 30), off: second })),
  jump: fc.oneof(fc.constant("due" as const), fc.integer({ min: 0, max: 25_000 }), fc.constant(100_000)),
  evaluates: fc.constantFrom(false, false, false, false, true),
});

test("whoever is about to cross a border is found when it is crossed, also those who came with rows since it was looked ahead", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 12 }), async (steps) => {
      for (const { events, renewal, jump, evaluates } of steps) {
        const at = ({ who, days, off }: { who: number; days: number; off: number }, ahead: number) => ({
          who,
          time: now + ahead * days * DAY + off,
        });
        await send(
          events.map((event) => at(event, -1)),
          renewal ? at(renewal, 1) : undefined,
        );
        if (evaluates) await evaluateTags({ ctx, input: { force: true } });
        now = jump === "due" ? await nextUpdateAt(ctx, now) : now + jump;
        await updateMembers({ ctx, input: {} });
        expect(await members()).toEqual(expected());
      }
    }),
    { numRuns: Number(process.env["RUNS"] ?? 2) },
  );
}, 300_000);
