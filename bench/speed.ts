import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { openEngine, type Ctx } from "../src/engine/index.ts";
import { inTurn, once as onceTaken } from "./evaluate/measure.ts";
import { bareGroupBy, evaluation, oneByOne } from "./evaluate/work.ts";
import { AS_OF, TIMEZONE, fill, fillByCustomer } from "./evaluate/world.ts";
import { eventToTag, startServer, type Server } from "./ingest.ts";
import { flood, lookUp, pace, type Latencies } from "./ingest/load.ts";

/** The size at which the aims are meant; each from the environment, for a smaller look. */
const number = (name: string, otherwise: number) => Number(process.env[`TAGWISE_BENCH_${name}`] ?? otherwise);
const CUSTOMERS = number("CUSTOMERS", 1_000_000);
const EVENTS = number("EVENTS", 20_000_000);
const TAGS = number("TAGS", 100);
const SECONDS = number("SECONDS", 20);
const ROUNDS = number("ROUNDS", 5);

/** What version 0.2.0 measured on two quiet cores, at the whole size. */
const BEFORE = {
  evaluation: "1.4 s, 4.5 × bare",
  oneByOne: "13.1 ×",
  tagAt100: "p50 0.70 s  p95 1.10 s",
  tagAt1000: "p50 1.87 s  p95 2.16 s",
  singles: "580/s",
  none: "not measured",
} as const;

const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(2)} s`;
const latencies = ({ p50, p95 }: Latencies) => `p50 ${seconds(p50)}  p95 ${seconds(p95)}`;

function row(what: string, now: string, aim: string, before: string): void {
  console.log(`  ${what.padEnd(52)}${now.padEnd(30)}${aim.padEnd(16)}${before}`);
}

/** Every aim of speed in one table: now, the aim, and what 0.2.0 took. Ratios are of works done in turn in this run. */
export async function run(): Promise<void> {
  const shop = `${CUSTOMERS.toLocaleString("en")} customers, ${EVENTS.toLocaleString("en")} events, ${TAGS} live tags`;
  console.log(`speed ${shop}; ${availableParallelism()} cores, the sender on the same`);
  row("", "now", "aim", "0.2.0");
  await evaluations();
  const server = await startServer({ customers: CUSTOMERS, events: EVENTS, tags: TAGS });
  try {
    await live(server);
  } finally {
    server.child.send("end");
    await once(server.child, "exit");
  }
}

async function evaluations(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "tagwise-bench-"));
  const memoryBytes = Math.floor(totalmem() / 4);
  const engine = await openEngine({ dataDir, memoryBytes });
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const workspace = { id: "bench", name: "bench", timezone: TIMEZONE };
  const ctx = { ...engine, workspace, clock: () => AS_OF, log: quiet } as unknown as Ctx;
  try {
    await fill(engine.facts, CUSTOMERS, EVENTS);
    const { all, bare } = await inTurn({ bare: { run: () => bareGroupBy(engine.facts) }, all: evaluation(ctx, TAGS) }, ROUNDS);
    const ratio = `${seconds(all.wall)}, ${(all.wall / bare.wall).toFixed(1)} × (processor ${(all.cpu / bare.cpu).toFixed(1)} ×)`;
    row("evaluation of everybody, against one bare pass", ratio, "≤ 4 ×", BEFORE.evaluation);
    await fillByCustomer(engine.facts);
    const written = await onceTaken(oneByOne(engine.facts, TAGS, true));
    const times = `${(written.wall / all.wall).toFixed(1)} × (processor ${(written.cpu / all.cpu).toFixed(1)} ×)`;
    row("one query a tag with its writing, against it", times, "≥ 15 ×", BEFORE.oneByOne);
  } finally {
    await engine.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function live(server: Server): Promise<void> {
  for (const [perSecond, aim, before] of [
    [100, "p95 ≤ 0.30 s", BEFORE.tagAt100],
    [1_000, "p95 ≤ 1.00 s", BEFORE.tagAt1000],
  ] as const) {
    const paced = pace(server, { size: 20, perSecond });
    const found = await eventToTag(server, SECONDS);
    await paced.stop();
    row(`event to tag at ${perSecond.toLocaleString("en")} events/s`, latencies(found), aim, before);
  }
  const { milliseconds } = await server.ask("published");
  row("a changed rule published, until its members are true", seconds(milliseconds), "≤ 5 s", BEFORE.none);
  const looked = await lookUp(server, { perSecond: 200, seconds: SECONDS });
  row(
    "the tags of one customer by identity, 200 requests/s",
    `p50 ${looked.p50.toFixed(1)} ms  p95 ${looked.p95.toFixed(1)} ms`,
    "p95 ≤ 10 ms",
    BEFORE.none,
  );
  const singles = await flood(server, { size: 1, connections: 64, seconds: SECONDS });
  row("single messages", `${Math.round(singles.eventsPerSecond)}/s`, "no fewer", BEFORE.singles);
  const { residentBytes } = await server.ask("usage");
  row("memory of the server at the end", `${Math.round(residentBytes / 2 ** 20)} MB`, "", BEFORE.none);
}
