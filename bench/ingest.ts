import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { flood, latenciesOf, pace, post, type Latencies, type Target } from "./ingest/load.ts";
import type { Asked, Told } from "./ingest/server.ts";

const SIZES = [
  { customers: 200_000, events: 4_200_000 },
  { customers: 1_000_000, events: 20_000_000 },
] as const;
const SECONDS = Number(process.env["TAGWISE_BENCH_SECONDS"] ?? 10);
/** How often it is asked whether a tag has changed: what is told of latency is at most this much too long. */
const ASK_MILLISECONDS = 30;
const FLOODS = [
  { size: 1, connections: 64 },
  { size: 20, connections: 32 },
  { size: 100, connections: 16 },
];

export interface Server extends Target {
  readonly child: ChildProcess;
  ask<K extends Told["kind"]>(question: K): Promise<Extract<Told, { kind: K }>>;
}

export async function startServer(asked: Asked): Promise<Server> {
  const child = fork(fileURLToPath(new URL("./ingest/server.ts", import.meta.url)), [JSON.stringify(asked)], { stdio: "inherit" });
  const gone = once(child, "exit").then(() => Promise.reject(new Error("the server ended")));
  gone.catch(() => undefined);
  const told = async () => (await Promise.race([once(child, "message"), gone]))[0] as Told;
  const ready = await told();
  if (ready.kind !== "ready") throw new Error("the server does not say where it is");
  return {
    ...ready,
    customers: asked.customers,
    child,
    ask: async <K extends Told["kind"]>(question: K) => {
      child.send(question);
      return (await told()) as Extract<Told, { kind: K }>;
    },
  };
}

/** From the answer to an event until the tag it gives is seen over the API, one event after another, while others are sent. */
export async function eventToTag(target: Target, seconds: number): Promise<Latencies> {
  const count = async () => {
    const response = await fetch(`${target.url}/api/count`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${target.viewer}` },
      body: JSON.stringify({ where: "probe" }),
    });
    return ((await response.json()) as { count: number }).count;
  };
  const took: number[] = [];
  const until = performance.now() + seconds * 1_000;
  for (let have = await count(); performance.now() < until; have++) {
    const probe = {
      type: "track",
      messageId: `p-${process.pid}-${performance.now()}`,
      anonymousId: `p-${performance.now()}`,
      event: "Probe Sent",
    };
    await post(target, JSON.stringify({ batch: [probe] }));
    const acknowledged = performance.now();
    while ((await count()) <= have) await new Promise((resolve) => setTimeout(resolve, ASK_MILLISECONDS));
    took.push(performance.now() - acknowledged);
  }
  return latenciesOf(took);
}

const whole = (number: number) => Math.round(number).toLocaleString("en").padStart(7);
const words = ({ p50, p95, p99 }: Latencies) => `p50 ${whole(p50)} ms  p95 ${whole(p95)} ms  p99 ${whole(p99)} ms`;

async function measure(size: (typeof SIZES)[number], tags: number): Promise<void> {
  const server = await startServer({ ...size, tags });
  try {
    console.log(
      `ingest ${size.customers.toLocaleString("en")} customers, ${size.events.toLocaleString("en")} events, ${tags} live tags; the sender on the same cores`,
    );
    const { bare } = await server.ask("bare");
    console.log(
      `  bare fsynced inserts of 100 rows        ${whole(bare.rowsPerSecond)} events/s  p50 ${whole(bare.p50)} ms  p99 ${whole(bare.p99)} ms`,
    );
    const memory = (await server.ask("usage")).residentBytes;
    const spent = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
      const before = (await server.ask("usage")).cpuMilliseconds;
      const begun = performance.now();
      const result = await work();
      return [result, ((await server.ask("usage")).cpuMilliseconds - before) / (performance.now() - begun)];
    };
    for (const one of FLOODS) {
      const [load, cores] = await spent(() => flood(server, { ...one, seconds: SECONDS }));
      console.log(
        `  batches of ${String(one.size).padStart(3)}, ${one.connections} connections        ${whole(load.eventsPerSecond)} events/s  ${words(load)}  ${cores.toFixed(2)} cores, ${load.refused} refused, ${((100 * load.eventsPerSecond) / bare.rowsPerSecond).toFixed(0)} % of bare`,
      );
    }
    for (const [perSecond, batch] of [[5_000, 100]] as const) {
      const [load, cores] = await spent(async () => {
        const paced = pace(server, { size: batch, perSecond });
        await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
        return paced.stop();
      });
      console.log(
        `  ${perSecond.toLocaleString("en")} a second, in batches of ${batch}      ${whole(load.eventsPerSecond)} events/s  ${words(load)}  ${cores.toFixed(2)} cores, ${load.refused} refused`,
      );
    }
    for (const perSecond of tags > 0 ? [100, 1_000] : []) {
      const [latencies, cores] = await spent(async () => {
        const paced = pace(server, { size: 20, perSecond });
        const result = await eventToTag(server, SECONDS * 2);
        await paced.stop();
        return result;
      });
      console.log(
        `  event to tag at ${String(perSecond).padStart(5)} events/s                          ${words(latencies)}  ${cores.toFixed(2)} cores`,
      );
    }
    const after = (await server.ask("usage")).residentBytes;
    console.log(`  memory before and after                 ${whole(memory / 2 ** 20)} MB → ${whole(after / 2 ** 20)} MB`);
  } finally {
    server.child.send("end");
    await once(server.child, "exit");
  }
}

/** Acknowledged, durable events over real HTTP, and how soon a tag follows them, against bare durable inserts of the same rows. */
export async function run(): Promise<void> {
  const only = process.env["TAGWISE_BENCH_SIZE"];
  for (const [index, size] of SIZES.entries()) {
    if (only !== undefined && only !== String(index)) continue;
    for (const tags of [0, 100]) await measure(size, tags);
  }
}
