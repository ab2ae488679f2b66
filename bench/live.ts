import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { ensureFields, seedCatalogue } from "../src/catalogue/index.ts";
import { appendBatch, type IncomingEvent } from "../src/customers/index.ts";
import { openEngine, type Ctx, sql, literal } from "../src/engine/index.ts";
import { OPERATOR } from "../src/access/index.ts";
import { applyTags, previewTags } from "../src/publishing/index.ts";
import { explainTag } from "../src/explain/index.ts";
import { updateMembers, nextUpdateAt } from "../src/updates/index.ts";
import { countCustomers } from "../src/segments/index.ts";
import { AS_OF, EVENTS, fill, ruleOf } from "./evaluate.ts";

const CUSTOMERS = 1_000_000;
const ROWS = 20_000_000;
const TAGS = 100;
const NEW_EVENTS = 1_000;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function median(times: number, work: (round: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < times; round++) taken.push(await timed(() => work(round)));
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)]!;
}

/** What happens after the first evaluation: nothing, a few events, a question. Each against one bare pass over the same events. */
export async function run(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tagwise-bench-"));
  const engine = await openEngine({ dataDir, memoryBytes: Math.floor(totalmem() / 4) });
  let now = AS_OF;
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { facts, records, caches, lease, memoryBytes } = engine;
  const ctx: Ctx = {
    facts,
    records,
    caches,
    lease,
    dataDir,
    memoryBytes,
    workspace: { id: "bench", name: "bench", timezone: "Asia/Shanghai" },
    actor: OPERATOR,
    clock: () => now,
    lang: "en",
    requestId: "bench",
    log: quiet,
  };
  try {
    await seedCatalogue({ ctx });
    await ensureFields({ ctx, input: { events: Object.fromEntries(EVENTS.map((event) => [event, { amount: "number" as const }])) } });
    await fill(facts, CUSTOMERS, ROWS);
    await facts.run(
      sql`INSERT INTO identities (platform, external, customer, since, batch) SELECT 'crm', toString(number + 1), number + 1, now(), 1 FROM numbers(${literal.integer(CUSTOMERS)})`,
      {
        lane: "heavy",
      },
    );
    const document = {
      tags: Array.from({ length: TAGS }, (_, index) => ({ code: `tag_${index}`, name: `标签${index}`, rule: ruleOf(index) })),
    };
    const bare = await median(3, () =>
      facts.rows(
        sql`SELECT count() FROM (SELECT customer, count() AS c, sum(p_amount) AS s FROM events GROUP BY customer) WHERE c > 0 AND s >= 0`,
        { lane: "heavy" },
      ),
    );
    const first = await timed(() => applyTags({ ctx, input: { document, prune: false } }));
    await nextUpdateAt(ctx, now);
    const idle = await median(20, () => updateMembers({ ctx, input: {} }));

    let sent = 0;
    const batch = (): IncomingEvent[] =>
      Array.from({ length: NEW_EVENTS }, () => ({
        event: EVENTS[sent % EVENTS.length]!,
        identities: [{ platform: "crm", external: String(1 + ((sent * 7919) % CUSTOMERS)) }],
        time: now - (sent++ % 1000),
        properties: { amount: 100 + (sent % 100) },
      }));
    const follow = await median(5, async () => {
      now += 1_000;
      await appendBatch({ ctx, input: { events: batch() } });
      await updateMembers({ ctx, input: {} });
    });
    const clock = await median(5, async () => {
      now += 1_000;
      await updateMembers({ ctx, input: {} });
    });
    const explain = await median(50, (round) =>
      explainTag({ ctx, input: { customer: 1 + ((round * 104_729) % CUSTOMERS), tag: `tag_${round % TAGS}` } }),
    );
    const preview = await median(5, (round) =>
      previewTags({ ctx, input: { document: { tags: [{ code: "draft", name: "草稿", rule: ruleOf(round * 13) }] }, prune: false } }),
    );
    const ids = await records.selectFrom("tags").select(["id", "code"]).where("code", "in", ["tag_0", "tag_1", "tag_2"]).execute();
    for (const [index, { id }] of ids.entries()) {
      await facts.run(
        sql`INSERT INTO members SELECT ${literal.integer(id)}, '', 1000000, groupBitmapState(toUInt32(number)) FROM numbers(10000000) WHERE cityHash64(number, ${literal.integer(index)}) % ${literal.integer(index + 2)} = 0`,
        { lane: "heavy" },
      );
    }
    const combine = await median(20, () => countCustomers({ ctx, input: { where: "tag_0 and tag_1 or tag_2" } }));
    const milliseconds = (time: number) => `${time.toFixed(0).padStart(7)} ms`;
    console.log(`live ${CUSTOMERS.toLocaleString("en")} customers, ${ROWS.toLocaleString("en")} events, ${TAGS} tags`);
    console.log(`  one bare GROUP BY customer, for comparison      ${milliseconds(bare)}`);
    console.log(`  first evaluation, with publishing               ${milliseconds(first)}`);
    console.log(`  idle step: nothing new, nothing due             ${milliseconds(idle)}`);
    console.log(
      `  ${NEW_EVENTS.toLocaleString("en")} new events, appended and followed          ${milliseconds(follow)}   ${(follow / bare).toFixed(2)} × bare`,
    );
    console.log(`  a second goes by: what the clock alone changes  ${milliseconds(clock)}   ${(clock / bare).toFixed(2)} × bare`);
    console.log(`  why one customer has one tag                    ${milliseconds(explain)}`);
    console.log(`  preview of one rule, exact                      ${milliseconds(preview)}   ${(preview / bare).toFixed(2)} × bare`);
    console.log(`  three tags combined over 10,000,000 customers   ${milliseconds(combine)}`);
    console.log(
      `  memory high-water mark                          ${Math.round(process.resourceUsage().maxRSS / 1024).toLocaleString("en")} MB`,
    );
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
