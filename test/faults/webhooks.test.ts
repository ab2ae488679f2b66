import { afterAll, beforeAll, expect, test } from "vitest";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { testDirectory } from "../support/directory.ts";
import { copyEmptyStores } from "../support/emptyStores.ts";
import { startTagwise } from "../support/program.ts";
import { openReceiver, type Received, type Receiver } from "../support/receiver.ts";
import { killAtRandom, onData, TRIALS } from "./kill.ts";

const base = testDirectory("fault-webhooks");
const CUSTOMERS = 2_000;
const AT_ONCE = 10;
let receiver: Receiver;
let key: string;

const data = join(base.path, "data");
const env = { TAGWISE_WEBHOOK_NETWORKS: "127.0.0.0/8" };
const post = (url: string, path: string, body: object) =>
  fetch(`${url}/api${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const start = () => startTagwise(["serve", "--data", data], { env });

beforeAll(async () => {
  receiver = await openReceiver();
  const lines = ["id,name", ...Array.from({ length: CUSTOMERS }, (_, index) => `${index + 1},n`)];
  writeFileSync(join(base.path, "people.csv"), lines.join("\n"));
  await copyEmptyStores(data);
  const local = onData(data);
  await local.ask("import", join(base.path, "people.csv"), "--identity", "crm=id");
  key = (await local.ask<{ secret: string }>("key", "create", "faults", "--role", "administrator")).secret;
  await local.close();
  const first = await start();
  const tags = [{ code: "vip", name: { zh: "贵宾", en: "VIP" } }];
  const { job } = (await (await post(first.url, "/tags/apply", { document: { tags } })).json()) as { job: string };
  let state = "queued";
  while (state === "queued" || state === "running") {
    const answer = await fetch(`${first.url}/api/jobs/${job}?wait=30000`, { headers: { authorization: `Bearer ${key}` } });
    ({ state } = (await answer.json()) as { state: string });
  }
  const made = await post(first.url, "/webhooks", { name: "crm", url: receiver.url, tags: ["vip"] });
  if (!made.ok) throw new Error(await made.text());
  await first.stop();
});
afterAll(async () => {
  await receiver.close();
  base.remove();
});

interface Body {
  readonly data: { readonly changes: readonly { readonly identities: readonly { readonly external: string }[] }[] };
}
const bodies = (received: readonly Received[]) => received.map(({ body }) => JSON.parse(body) as Body);
const told = (received: readonly Received[]) =>
  new Set(bodies(received).flatMap(({ data }) => data.changes.flatMap(({ identities }) => identities.map(({ external }) => external))));

test(
  "whoever was tagged is told of, however the server dies on the way; a delivery that comes twice is the same",
  { timeout: 600_000 },
  async () => {
    const acknowledged: string[] = [];
    let next = 1;
    for (let trial = 0; trial < TRIALS; trial++) {
      const { url, child } = await start();
      const killed = killAtRandom(child, 1_500);
      let alive = true;
      void killed.then(() => (alive = false));
      while (alive && next + AT_ONCE <= CUSTOMERS) {
        const some = Array.from({ length: AT_ONCE }, (_, index) => String(next + index));
        next += AT_ONCE;
        const answer = await post(url, "/tags/vip/members", { add: some.map((id) => `crm:${id}`) }).catch(() => undefined);
        if (answer?.ok) acknowledged.push(...some);
      }
      expect(await killed).toBe(true);
    }
    const last = await start();
    // However early the others died, this one is told of.
    expect((await post(last.url, "/tags/vip/members", { add: [`crm:${CUSTOMERS}`] })).ok).toBe(true);
    acknowledged.push(String(CUSTOMERS));
    const received = await receiver.until((all) => {
      const known = told(all);
      return acknowledged.every((id) => known.has(id));
    });
    await last.stop();
    const content = new Map<string, string>();
    for (const { headers, body } of received) {
      const delivery = String(headers["webhook-id"]);
      expect(content.get(delivery) ?? body).toBe(body);
      content.set(delivery, body);
    }
  },
);
