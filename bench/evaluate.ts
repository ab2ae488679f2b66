import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { openEngine, type Ctx, sql } from "../src/engine/index.ts";
import { exponent, inTurn, once, seconds, times } from "./evaluate/measure.ts";
import { bareGroupBy, evaluation, oneByOne } from "./evaluate/work.ts";
import { AS_OF, TIMEZONE, fill, fillByCustomer } from "./evaluate/world.ts";

export { AS_OF, EVENTS, fill, ruleOf } from "./evaluate/world.ts";

/** Sizes, each from the environment: the whole at its defaults takes some minutes. */
const number = (name: string, otherwise: number) => Number(process.env[`TAGWISE_BENCH_${name}`] ?? otherwise);
const CUSTOMERS = number("CUSTOMERS", 1_000_000);
const EVENTS_AT_ONCE = number("EVENTS", 20_000_000);
const TAGS = number("TAGS", 100);
const MANY_TAGS = number("MANY_TAGS", 500);
const ROUNDS = number("ROUNDS", 5);
/** Multiples of the events, growing; 1 among them. */
const GROWTH = (process.env["TAGWISE_BENCH_GROWTH"] ?? "0.5,1,2,4").split(",").map(Number);

const whole = (value: number) => Math.round(value).toLocaleString("en");
const line = (what: string, rest: string) => console.log(`  ${what.padEnd(52)}${rest}`);

/**
 * The evaluation of all tags against (a) one bare pass over the same events and (b) one query a tag over events sorted by customer and
 * time; of five times the tags; over growing events. Ratios are of medians of works done in turn. (b) is told with and without
 * its writing: the aim is meant with, for the evaluation writes too.
 */
export async function run(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tagwise-bench-"));
  const memoryBytes = Math.floor(totalmem() / 4);
  const engine = await openEngine({ dataDir, memoryBytes });
  const { facts, records } = engine;
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const ctx = {
    facts,
    records,
    workspace: { id: "bench", name: "bench", timezone: TIMEZONE },
    clock: () => AS_OF,
    log: quiet,
    memoryBytes,
    dataDir,
  } as unknown as Ctx;
  const all = evaluation(ctx, TAGS);
  const bare = { run: () => bareGroupBy(facts) };
  try {
    const points: { size: number; time: number; cpu: number }[] = [];
    let there = 0;
    for (const multiple of GROWTH) {
      const events = Math.round(EVENTS_AT_ONCE * multiple);
      await fill(facts, CUSTOMERS, events - there, there);
      there = events;
      const taken = await inTurn({ bare, all }, ROUNDS);
      points.push({ size: events, time: taken.all.wall, cpu: taken.all.cpu });
      console.log(`evaluate ${whole(CUSTOMERS)} customers, ${whole(events)} events, ${TAGS} tags`);
      line("whole evaluation, members and membership history written", seconds(taken.all));
      line("(a) one bare GROUP BY customer", `${seconds(taken.bare)}   evaluation = ${times(taken.all, taken.bare)} (a), aim ≤ 6 ×`);
      if (multiple !== 1) continue;
      await fillByCustomer(facts);
      const asked = await once(oneByOne(facts, TAGS, false));
      line("(b) one query a tag, by (customer, time), queries only", `${seconds(asked)}   evaluation is ${times(asked, taken.all)} faster`);
      const written = await once(oneByOne(facts, TAGS, true));
      line(
        "(b) the same, each tag's members and membership history written",
        `${seconds(written)}   ${times(written, taken.all)} faster, aim ≥ 15 ×`,
      );
      await facts.run(sql`DROP TABLE events_by_customer`);
      if (MANY_TAGS === 0) continue;
      const many = await inTurn({ some: all, many: evaluation(ctx, MANY_TAGS) }, Math.max(1, ROUNDS - 2));
      line(`whole evaluation of ${MANY_TAGS} tags`, `${seconds(many.many)}   ${times(many.many, many.some)} that of ${TAGS}, aim < 4 ×`);
    }
    if (points.length > 1) {
      const ofCpu = exponent(points.map(({ size, cpu }) => ({ size, time: cpu })));
      console.log(
        `  growth over ${GROWTH.join(" ×, ")} × the events: exponent ${exponent(points).toFixed(2)} (processor ${ofCpu.toFixed(2)}), aim ≤ 1`,
      );
    }
    line(
      "memory high-water mark",
      `${whole(process.resourceUsage().maxRSS / 1024)} MB; a statement may use ${whole(memoryBytes / 2 ** 20)} MB`,
    );
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
