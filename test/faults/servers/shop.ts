import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createKey } from "../../../src/access/index.ts";
import type { JobShape, MessageResults } from "../../../src/contract/index.ts";
import { isOpenJob } from "../../../src/contract/index.ts";
import { openEngine, type Ctx } from "../../../src/engine/index.ts";
import { testCtx } from "../../support/engine.ts";
import { startTagwise, type RunningProgram } from "../../support/program.ts";
import { openReceiver, type Receiver } from "../../support/receiver.ts";
import { testStores } from "../../support/stores.ts";
import { openStatementProxy, type StatementProxy } from "./statementProxy.ts";

/** How often each fault of these tests is tried: FAULTS, or once. */
export const REPEATS = Number(process.env["FAULTS"] ?? 1);

export interface Answer<T = unknown> {
  readonly status: number;
  readonly body: T;
}

/** One `serve` process on the servers, which may be killed and started again. */
export interface Process {
  readonly proxy: StatementProxy;
  start(): Promise<void>;
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
  /** Null: it is not there, or went away before it answered. */
  ask<T>(path: string, body?: object | string, method?: string): Promise<Answer<T> | null>;
}

/** Stores on servers, with processes that share a data directory, and a context of somebody who only looks. */
export interface Shop {
  readonly ctx: Ctx;
  readonly processes: readonly Process[];
  readonly receiver: Receiver;
  /** Asks as a client that does not give up: until a process takes it. `isFinal` says which refusals count as an answer. */
  deliver<T>(path: string, body?: object | string, method?: string, isFinal?: (answer: Answer) => boolean): Promise<Answer<T>>;
  /** Delivers messages, of which none may be rejected. */
  send(path: "/events" | "/customers", body: object): Promise<void>;
  /** The end of a job, whichever process tells it. */
  ended(job: string): Promise<JobShape>;
  close(): Promise<void>;
}

const TAGS = [
  { code: "vip", name: "贵宾", kind: "static" },
  { code: "imported", name: "导入", kind: "static" },
  { code: "buyer", name: "下过单", rule: { event: "Order" } },
  { code: "regular", name: "常客", rule: { event: "Order", is: ">= 3" } },
  { code: "heavy", name: "高额", rule: { event: "Order", measure: { sum: "amount" }, is: ">= 60" } },
  { code: "local", name: "上海", rule: { all: [{ attribute: "city", is: "上海" }, { event: "Order" }] } },
  { code: "regular_vip", name: "常来的贵宾", rule: { all: [{ tag: "vip" }, { tag: "regular" }] } },
  {
    code: "level",
    name: "等级",
    kind: "tiered",
    values: [
      { value: "高", rule: { event: "Order", measure: { sum: "amount" }, is: ">= 60" } },
      { value: "中", rule: { event: "Order", measure: { sum: "amount" }, is: ">= 20" } },
    ],
  },
  { code: "spent", name: "消费", kind: "metric", value: { event: "Order", measure: { sum: "amount" } } },
];
/** What the webhook watches: tags of which no erased customer was a member, for what is erased is told no more. */
export const WATCHED = ["vip", "regular", "heavy", "regular_vip"];
/** A client that got no answer asks again so soon. */
const AGAIN_MILLISECONDS = 50;
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function openShop(count: number): Promise<Shop> {
  const stores = await testStores();
  const { dataDir, databaseUrl, clickhouseUrl } = stores;
  const engine = await openEngine(stores);
  const ctx = testCtx(engine, { clock: Date.now });
  const receiver = await openReceiver();
  const { secret } = await createKey({ ctx, input: { name: "faults", role: "administrator" } });
  const processes = await Promise.all(
    Array.from({ length: count }, async () => {
      const proxy = await openStatementProxy(clickhouseUrl!);
      const env = { DATABASE_URL: databaseUrl, CLICKHOUSE_URL: proxy.url, TAGWISE_WEBHOOK_NETWORKS: "127.0.0.0/8" };
      return processOf(proxy, (spawned) => startTagwise(["serve", "--data", dataDir], { env, spawned }), secret);
    }),
  );
  const shop: Shop = {
    ctx,
    processes,
    receiver,
    async deliver<T>(path: string, body?: object | string, method?: string, isFinal: (answer: Answer) => boolean = () => false) {
      for (let turn = Math.floor(Math.random() * count); ; turn++) {
        const answer = await processes[turn % count]!.ask<T>(path, body, method);
        if (answer && (answer.status < 300 || isFinal(answer))) return answer;
        // Overloaded, starting or stopping. Anything else is a fault.
        if (answer && answer.status !== 503 && answer.status !== 429)
          throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
        await pause(AGAIN_MILLISECONDS);
      }
    },
    async send(path, body) {
      const { body: told } = await shop.deliver<MessageResults>(path, body);
      if (told.rejected > 0) throw new Error(`${path} ${JSON.stringify(body)}: ${JSON.stringify(told)}`);
    },
    async ended(job) {
      for (;;) {
        const { body } = await shop.deliver<JobShape>(`/jobs/${job}?wait=10000`);
        if (!isOpenJob(body)) return body;
      }
    },
    async close() {
      await Promise.all(processes.map((process) => process.kill()));
      await Promise.all(processes.map(({ proxy }) => proxy.close()));
      await receiver.close();
      await engine.close();
      await stores.remove();
    },
  };
  try {
    await Promise.all(processes.map((process) => process.start()));
    await fill(shop);
  } catch (error) {
    // No process stays behind.
    await shop.close();
    throw error;
  }
  return shop;
}

/** An order, a profile, the tags over them, and a webhook that watches some. */
async function fill(shop: Shop): Promise<void> {
  await shop.send("/events", { events: [firstOrder] });
  await shop.send("/customers", { customers: [{ identities: { crm: "first" }, attributes: { city: "北京" }, at: firstOrder.time }] });
  const { body } = await shop.deliver<{ job: string }>("/tags/apply", { document: { tags: TAGS } });
  const applied = await shop.ended(body.job);
  if (applied.state !== "done") throw new Error(JSON.stringify(applied));
  await shop.deliver("/webhooks", { name: "crm", url: shop.receiver.url, tags: WATCHED });
}

/** The order that tells the catalogue what an order is. */
export const firstOrder = {
  event: "Order",
  id: "order-0",
  time: "2025-09-01T08:00:00Z",
  identities: { crm: "first" },
  properties: { number: 0, amount: 1 },
};

type Launch = (spawned: (child: ChildProcess) => void) => Promise<RunningProgram>;

function processOf(proxy: StatementProxy, launch: Launch, secret: string): Process {
  let child: ChildProcess | undefined;
  let program: RunningProgram | undefined;
  return {
    proxy,
    async start() {
      program = await launch((spawned) => (child = spawned));
    },
    async kill() {
      program = undefined;
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    async ask(path, body, method = body === undefined ? "GET" : "POST") {
      if (!program) return null;
      const headers = { authorization: `Bearer ${secret}`, ...(typeof body === "object" && { "content-type": "application/json" }) };
      try {
        const text = typeof body === "string" ? body : JSON.stringify(body);
        const answer = await fetch(`${program.url}/api${path}`, { method, headers, ...(text !== undefined && { body: text }) });
        const told = await answer.text();
        return { status: answer.status, body: told === "" ? null : JSON.parse(told) };
      } catch {
        return null;
      }
    },
  };
}
