import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openEngine, sql, type Sql, literal } from "../../src/engine/index.ts";
import { testDirectory } from "../support/directory.ts";
import { copyEmptyStores } from "../support/emptyStores.ts";
import { startTagwise, type RunningProgram } from "../support/program.ts";
import { onData, TRIALS } from "./kill.ts";

const KILLS = TRIALS * 2;
const SENDERS = 8;
const EACH = 20;

const base = testDirectory("fault-sent");
const data = onData(base.path);
let writer: string;
let admin: string;

/** A request: everything that one customer ever does, so that half of it shows. */
interface Request {
  readonly customer: string;
  readonly body: string;
}

interface Failed {
  readonly request: Request;
  readonly status: number | null;
}

let made = 0;
function nextRequest(): Request {
  const customer = `f${++made}`;
  const identify = {
    type: "identify",
    messageId: `${customer}-i`,
    userId: customer,
    anonymousId: `a${customer}`,
    traits: { whole: "yes" },
  };
  const tracks = Array.from({ length: EACH }, (_, index) => ({
    type: "track",
    messageId: `${customer}-${index}`,
    userId: customer,
    event: index % 2 === 0 ? "Fault Seen" : "Fault Felt",
    properties: { index },
  }));
  return { customer, body: JSON.stringify({ batch: [identify, ...tracks] }) };
}

async function post(url: string, { body }: Request): Promise<number | null> {
  const headers = { "content-type": "application/json", authorization: `Basic ${Buffer.from(`${writer}:`).toString("base64")}` };
  try {
    return (await fetch(`${url}/v1/batch`, { method: "POST", headers, body })).status;
  } catch {
    return null;
  }
}

/** Sends until the server is gone. Answers what was acknowledged and what was not. */
async function sendUntilGone(url: string): Promise<{ acknowledged: Request[]; open: Failed[] }> {
  const acknowledged: Request[] = [];
  const open: Failed[] = [];
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (;;) {
        const request = nextRequest();
        const status = await post(url, request);
        if (status === 200) acknowledged.push(request);
        else {
          open.push({ request, status });
          return;
        }
      }
    }),
  );
  return { acknowledged, open };
}

function endAtRandom(child: ChildProcess, milliseconds: number, signal: NodeJS.Signals): Promise<unknown[]> {
  setTimeout(() => child.kill(signal), Math.random() * milliseconds);
  return once(child, "close");
}

const start = (): Promise<RunningProgram> => startTagwise(["serve", "--data", base.path]);

async function eventsOf(url: string, customer: string): Promise<number> {
  const answer = await fetch(`${url}/api/customers/user:${customer}/events?limit=100`, { headers: { authorization: `Bearer ${admin}` } });
  if (answer.status === 404) return 0;
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { items: unknown[] }).items.length;
}

beforeAll(async () => {
  await copyEmptyStores(base.path);
  const key = async (role: string) => (await data.ask<{ secret: string }>("key", "create", role, "--role", role)).secret;
  writer = await key("sender");
  admin = await key("administrator");
  const tags = join(base.path, "tags.yaml");
  const some = {
    any: [
      { attribute: "whole", is: "yes" },
      { event: "Fault Seen", is: ">= 1" },
      { event: "Fault Felt", is: ">= 1" },
    ],
  };
  const whole = {
    all: [
      { attribute: "whole", is: "yes" },
      { event: "Fault Seen", is: `= ${EACH / 2}` },
      { event: "Fault Felt", is: `= ${EACH / 2}` },
    ],
  };
  await data.close();
  const server = await start();
  await post(server.url, nextRequest());
  await server.stop();
  writeFileSync(
    tags,
    JSON.stringify({
      tags: [
        { code: "whole", name: "whole", rule: whole },
        { code: "half", name: "half", rule: { all: [some, { not: whole }] } },
      ],
    }),
  );
  await data.ask("apply", tags, "--yes");
  await data.close();
}, 600_000);
afterAll(() => base.remove());

test(
  "whatever the instant at which the server is killed, all that was acknowledged is there once, and nothing is there by half",
  { timeout: 120_000 + KILLS * 60_000 },
  async () => {
    const acknowledged = new Set<string>(["f1"]);
    let open: Failed[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const server = await start();
      for (const { request, status } of open) {
        expect([null, 503], "a server that runs takes it").toContain(status);
        expect([0, EACH], request.customer).toContain(await eventsOf(server.url, request.customer));
        // Without an answer a client sends the same again.
        expect(await post(server.url, request)).toBe(200);
        acknowledged.add(request.customer);
      }
      // Every fourth time it is only asked to stop, and answers what it has accepted.
      const signal = kill % 4 === 3 ? "SIGINT" : "SIGKILL";
      const ended = endAtRandom(server.child, 1_000, signal);
      const sent = await sendUntilGone(server.url);
      expect(await ended).toEqual(signal === "SIGKILL" ? [null, "SIGKILL"] : [0, null]);
      for (const { customer } of sent.acknowledged) acknowledged.add(customer);
      open = sent.open;
    }
    const server = await start();
    for (const { request } of open) expect([0, EACH]).toContain(await eventsOf(server.url, request.customer));
    for (const { request } of open) expect(await post(server.url, request)).toBe(200);
    for (const { request } of open) acknowledged.add(request.customer);
    await server.stop();
    await data.ask("evaluate");
    await data.close();
    const engine = await openEngine({ dataDir: base.path });
    try {
      const { facts } = engine;
      const one = async (statement: Sql) => Number((await facts.rows<{ n: string }>(statement))[0]!.n);
      expect(await one(sql`SELECT count() AS n FROM events`)).toBe(acknowledged.size * EACH);
      expect(await one(sql`SELECT uniqExact(id) AS n FROM events`)).toBe(acknowledged.size * EACH);
      expect(await one(sql`SELECT uniqExact(customer) AS n FROM customers`)).toBe(acknowledged.size);
      expect(await one(sql`SELECT count() AS n FROM customers WHERE customer NOT IN (SELECT customer FROM identities)`)).toBe(0);
      expect(await one(sql`SELECT count() AS n FROM identities WHERE customer NOT IN (SELECT customer FROM customers)`)).toBe(0);
      const users = await facts.rows<{ external: string }>(
        sql`SELECT DISTINCT external FROM identities WHERE platform = 'user' ORDER BY external`,
      );
      expect(new Set(users.map(({ external }) => external))).toEqual(acknowledged);
      const [whole, half] = await Promise.all(
        ["whole", "half"].map(async (code) => {
          const tag = await engine.records.selectFrom("tags").select("id").where("code", "=", code).executeTakeFirstOrThrow();
          return {
            now: await one(sql`SELECT sum(bitmapCardinality(customers)) AS n FROM members FINAL WHERE tag = ${literal.integer(tag.id)}`),
            ever: await one(sql`SELECT count() AS n FROM membership_changes WHERE tag = ${literal.integer(tag.id)}`),
          };
        }),
      );
      expect(whole!.now).toBe(acknowledged.size);
      expect(half).toEqual({ now: 0, ever: 0 });
    } finally {
      await engine.close();
    }
  },
);
