import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROLE_PERMISSIONS } from "../src/contract/index.ts";
import { literal, openEngine, sql, type Ctx } from "../src/engine/index.ts";
import { listCustomers, listTags } from "../src/insight/index.ts";
import type { Actor } from "../src/kernel/index.ts";
import { countCustomers } from "../src/segments/index.ts";
import { createGrant, loadTags, publishTags, readDocument } from "../src/tags/index.ts";
import { readCatalogue, seedCatalogue } from "../src/catalogue/index.ts";
import { inTurn, type Taken, type Work } from "./evaluate/measure.ts";
import { AS_OF, fill, TIMEZONE } from "./evaluate/world.ts";

const CUSTOMERS = Number(process.env["TAGWISE_BENCH_CUSTOMERS"] ?? 100_000);
const TAGS = Number(process.env["TAGWISE_BENCH_TAGS"] ?? 500);
const ROUNDS = Number(process.env["TAGWISE_BENCH_ROUNDS"] ?? 41);
const GROUPS = 25;
/** A request of one answer is too short to time. */
const REPEATS = 5;

const actor = (role: "administrator" | "staff"): Actor => ({
  kind: "person",
  id: role,
  name: role,
  permissions: new Set(ROLE_PERMISSIONS[role]),
  role,
  department: null,
});

/** Listing, counting and combining by somebody from whom tags are hidden, against an administrator, who sees all. Ratios of the same run. */
export async function run(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tagwise-bench-rights-"));
  const engine = await openEngine({ dataDir });
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const workspace = { id: "bench", name: "bench", timezone: TIMEZONE };
  const as = (role: "administrator" | "staff") =>
    ({ ...engine, workspace, clock: () => AS_OF, lang: "zh", requestId: "bench", log: quiet, actor: actor(role) }) as unknown as Ctx;
  const [administrator, staff] = [as("administrator"), as("staff")];
  try {
    await seedCatalogue({ ctx: administrator });
    await fill(engine.facts, CUSTOMERS, CUSTOMERS);
    await prepare(administrator);
    console.log(
      `rights: ${TAGS} tags in ${GROUPS} groups, ${CUSTOMERS.toLocaleString("en")} customers, medians of ${ROUNDS} rounds in turn`,
    );
    await compare("no grants at all", administrator, staff);
    for (let group = 0; group < GROUPS; group++) {
      const grant = {
        subject: { role: "staff" },
        object: { group: `组${group}` },
        action: "see",
        effect: group % 5 === 0 ? "deny" : "allow",
      } as const;
      await createGrant({ ctx: administrator, input: grant });
    }
    await compare(`${GROUPS} grants, a fifth of the tags hidden`, administrator, staff);
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function prepare(ctx: Ctx): Promise<void> {
  const tags = Array.from({ length: TAGS }, (_, index) => {
    const words = { code: `tag_${index}`, name: `标签${index}`, group: `组${index % GROUPS}` };
    // Half of them read others, some of which are hidden.
    return index % 2 === 0
      ? words
      : { ...words, rule: { any: [{ tag: `tag_${index - 1}` }, { event: "Order Completed", within: "30d", is: ">= 2" }] } };
  });
  const { definitions } = readDocument({ tags }, await loadTags({ ctx }), await readCatalogue({ ctx }), TIMEZONE, false);
  await publishTags({ ctx, input: { definitions, prune: false } });
  await ctx.facts.run(
    sql`
      INSERT INTO members (tag, value, evaluation, customers)
      SELECT number + 1, '', 1, (SELECT groupBitmapState(toUInt32(number * 3 + 1)) FROM numbers(${literal.integer(Math.floor(CUSTOMERS / 3))}))
      FROM numbers(${literal.integer(TAGS)})
    `,
  );
}

async function compare(what: string, administrator: Ctx, staff: Ctx): Promise<void> {
  console.log(what);
  const works: Readonly<Record<string, (ctx: Ctx) => Promise<unknown>>> = {
    "listing tags": (ctx) => listTags({ ctx, input: {} }),
    "counting a tag": (ctx) => countCustomers({ ctx, input: { where: "tag_1" } }),
    "combining four": (ctx) => countCustomers({ ctx, input: { where: "tag_1 and (tag_3 or tag_7) and not tag_11" } }),
    "listing customers": (ctx) => listCustomers({ ctx, input: { where: "tag_1", limit: 50 } }),
  };
  for (const [name, work] of Object.entries(works)) {
    const by = (ctx: Ctx): Work => ({
      run: async () => {
        for (let turn = 0; turn < REPEATS; turn++) await work(ctx);
      },
    });
    const { all, limited } = await inTurn({ all: by(administrator), limited: by(staff) }, ROUNDS);
    const each = ({ wall }: Taken) => `${(wall / REPEATS).toFixed(2).padStart(7)} ms`;
    const more = (key: keyof Taken) => `${((limited[key] / all[key] - 1) * 100).toFixed(1).padStart(6)} %`;
    console.log(`  ${name.padEnd(20)}${each(all)}${each(limited)}  rights add ${more("wall")} (processor ${more("cpu")}); aim < 10 %`);
  }
}
