import { EVENTS } from "../evaluate.ts";

/** Where to send, and as whom. */
export interface Target {
  readonly url: string;
  readonly sender: string;
  readonly viewer: string;
  /** Users are named 1 … customers. */
  readonly customers: number;
}

export interface Latencies {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Load extends Latencies {
  readonly eventsPerSecond: number;
  readonly refused: number;
}

let sent = 0;

function batchOf(size: number, customers: number): string {
  const batch = Array.from({ length: size }, () => ({
    type: "track",
    messageId: `${process.pid}-${++sent}`,
    userId: String(1 + ((sent * 7_919) % customers)),
    event: EVENTS[sent % EVENTS.length],
    properties: { amount: 100 + (sent % 100) },
  }));
  return JSON.stringify({ batch });
}

export async function post({ url, sender }: Target, body: string): Promise<number> {
  const response = await fetch(`${url}/v1/batch`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Basic ${Buffer.from(`${sender}:`).toString("base64")}` },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

/** As fast as so many connections are answered. */
export async function flood(
  target: Target,
  { size, connections, seconds }: { size: number; connections: number; seconds: number },
): Promise<Load> {
  const took: number[] = [];
  let refused = 0;
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const one = performance.now();
        if ((await post(target, batchOf(size, target.customers))) === 200) took.push(performance.now() - one);
        else refused++;
      }
    }),
  );
  return { eventsPerSecond: (took.length * size) / ((performance.now() - begun) / 1_000), refused, ...latenciesOf(took) };
}

/** So many events a second, whether the answers come or not: what waits counts as latency. Ends when told. */
export function pace(target: Target, { size, perSecond }: { size: number; perSecond: number }): { stop(): Promise<Load> } {
  const took: number[] = [];
  const open = new Set<Promise<void>>();
  let refused = 0;
  let due = performance.now();
  const begun = due;
  const timer = setInterval(() => {
    for (; due <= performance.now(); due += (size / perSecond) * 1_000) {
      const wanted = due;
      const one = post(target, batchOf(size, target.customers))
        .then((status) => void (status === 200 ? took.push(performance.now() - wanted) : refused++))
        .catch(() => void refused++)
        .finally(() => open.delete(one));
      open.add(one);
    }
  }, 5);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      return { eventsPerSecond: (took.length * size) / ((performance.now() - begun) / 1_000), refused, ...latenciesOf(took) };
    },
  };
}

export function latenciesOf(milliseconds: readonly number[]): Latencies {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** So many reads of one customer's tags by identity a second, whether the answers come or not: what waits counts as latency. */
export async function lookUp(target: Target, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<Latencies> {
  const took: number[] = [];
  const open = new Set<Promise<void>>();
  const begun = performance.now();
  for (let asked = 0; asked < perSecond * seconds; asked++) {
    const due = begun + (asked * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    const customer = 1 + ((asked * 104_729) % target.customers);
    const one = fetch(`${target.url}/api/customers/${encodeURIComponent(`user:${customer}`)}/tags`, {
      headers: { authorization: `Bearer ${target.viewer}` },
    })
      .then(async (response) => {
        await response.arrayBuffer();
        if (response.status !== 200) throw new Error(`a customer's tags answer ${response.status}`);
        took.push(performance.now() - due);
      })
      .finally(() => open.delete(one));
    open.add(one);
  }
  await Promise.all(open);
  return latenciesOf(took);
}
