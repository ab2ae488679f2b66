import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { createKey } from "../../src/access/index.ts";
import { buildServer } from "../../src/api/index.ts";
import { listen, openApp, operatorContext, readConfig } from "../../src/app/index.ts";
import { ensureFields, seedCatalogue } from "../../src/catalogue/index.ts";
import { type Facts, sql, literal } from "../../src/engine/index.ts";
import { applyTags } from "../../src/publishing/index.ts";
import { AS_OF, EVENTS, fill, ruleOf } from "../evaluate.ts";

/** What the server of the bench is to hold. */
export interface Asked {
  readonly customers: number;
  readonly events: number;
  readonly tags: number;
}

/** Bare durable inserts of the same rows, one after another, without HTTP, identities, repetitions or tags. */
export interface Bare {
  readonly rowsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
}

export type Told =
  | { readonly kind: "ready"; readonly url: string; readonly sender: string; readonly viewer: string }
  | { readonly kind: "usage"; readonly cpuMilliseconds: number; readonly residentBytes: number }
  | { readonly kind: "bare"; readonly bare: Bare }
  | { readonly kind: "published"; readonly milliseconds: number };

export const PROBE = "Probe Sent";
const ROWS = 100;

const tell = (message: Told) => void process.send!(message);
const asked = JSON.parse(process.argv[2]!) as Asked;
const dataDir = mkdtempSync(join(tmpdir(), "tagwise-bench-"));
// The clock of the shop that is filled in, moving on from there.
const begun = Date.now();
const config = readConfig({
  env: { TAGWISE_DATA: dataDir, TAGWISE_PORT: process.env["TAGWISE_PORT"] ?? "0", TAGWISE_HOST: "127.0.0.1" },
  cwd: dataDir,
});
const app = await openApp(
  { ...config, memoryBytes: Math.floor(totalmem() / 4) },
  { server: buildServer, clock: () => AS_OF + (Date.now() - begun) },
);
const ctx = operatorContext(app, "en");
await seedCatalogue({ ctx });
await ensureFields({
  ctx,
  input: { events: Object.fromEntries([...EVENTS, PROBE].map((event) => [event, { amount: "number" as const }])) },
});
await fill(ctx.facts, asked.customers, asked.events);
await ctx.facts.run(
  sql`INSERT INTO identities (platform, external, customer, since, batch) SELECT 'user', toString(number + 1), number + 1, now(), 1 FROM numbers(${literal.integer(asked.customers)})`,
  { lane: "heavy" },
);
// What is filled in is of batch 1: if the first messages were too, they would be followed as if everything were new.
for (const [name, value] of [
  ["customer", asked.customers],
  ["batch", 1],
] as const)
  await ctx.records
    .insertInto("counters")
    .values({ name, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
if (asked.tags > 0) {
  const tags = Array.from({ length: asked.tags - 1 }, (_, index) => ({ code: `tag_${index}`, name: `标签${index}`, rule: ruleOf(index) }));
  const probe = { code: "probe", name: "probe", rule: { event: PROBE, is: ">= 1" } };
  await applyTags({ ctx, input: { document: { tags: [...tags, probe] }, prune: false } });
}
const key = async (role: "sender" | "read-only") => (await createKey({ ctx, input: { name: role, role } })).secret;
const keys = { sender: await key("sender"), viewer: await key("read-only") };
const url = await listen(app);

/** Publishes another window for one rule: over when its members are what the new rule says. */
let published = 0;
async function publish(): Promise<number> {
  const begun = performance.now();
  const rule = { ...ruleOf(1), within: `${100 + ++published}d` };
  await applyTags({ ctx, input: { document: { tags: [{ code: "tag_1", name: "标签1", rule }] }, prune: false } });
  return performance.now() - begun;
}

process.on("message", async (question: "usage" | "bare" | "published" | "end") => {
  if (question === "usage") {
    const { user, system } = process.cpuUsage();
    tell({ kind: "usage", cpuMilliseconds: (user + system) / 1_000, residentBytes: process.memoryUsage.rss() });
  } else if (question === "published") tell({ kind: "published", milliseconds: await publish() });
  else if (question === "bare") tell({ kind: "bare", bare: await bareInserts(ctx.facts) });
  else {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
    process.exit(0);
  }
});
tell({ kind: "ready", url, ...keys });

async function bareInserts(facts: Facts): Promise<Bare> {
  await facts.run(
    sql`CREATE TABLE bare (event LowCardinality(String), customer UInt32, time DateTime64(3, 'UTC'), id UInt128, p_amount Nullable(Decimal(18, 6))) ENGINE = MergeTree ORDER BY (event, customer, time) SETTINGS fsync_after_insert = 1`,
  );
  const took: number[] = [];
  const start = performance.now();
  for (let at = 0; performance.now() - start < 3_000; at += ROWS) {
    const rows = Array.from({ length: ROWS }, (_, index) => ({
      event: EVENTS[index % EVENTS.length],
      customer: 1 + (((at + index) * 7_919) % asked.customers),
      time: AS_OF / 1_000,
      id: String(at + index),
      p_amount: "12.5",
    }));
    const one = performance.now();
    await facts.insert("bare", rows);
    took.push(performance.now() - one);
  }
  const seconds = (performance.now() - start) / 1_000;
  await facts.run(sql`DROP TABLE bare`);
  took.sort((a, b) => a - b);
  return {
    rowsPerSecond: (took.length * ROWS) / seconds,
    p50: took[Math.floor(took.length * 0.5)]!,
    p99: took[Math.floor(took.length * 0.99)]!,
  };
}
